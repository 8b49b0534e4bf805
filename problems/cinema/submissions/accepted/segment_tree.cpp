#include <algorithm>
#include <iostream>
#include <utility>
#include <vector>

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    int n, c, q;
    std::cin >> n >> c >> q;
    int size = 1;
    while (size < n) size *= 2;
    // most[node]: the most free seats in one of the rows below the node; the leaves begin at size.
    std::vector<int> most(2 * size);
    std::fill(most.begin() + size, most.begin() + size + n, c);
    for (int node = size - 1; node > 0; node--) most[node] = std::max(most[2 * node], most[2 * node + 1]);
    const auto change = [&](int node, int by) {
        most[node] += by;
        while (node /= 2) most[node] = std::max(most[2 * node], most[2 * node + 1]);
    };
    std::vector<std::pair<int, int>> groups(1);
    long long steps = 0, turned_away = 0;
    for (int event; q > 0 && std::cin >> event; q--) {
        if (event < 0) {
            const auto [node, people] = groups[-event];
            if (node > 0) change(node, people);
        } else if (most[1] < event) {
            turned_away++;
            groups.emplace_back(0, event);
        } else {
            int node = 1;
            while (node < size) node = 2 * node + (most[2 * node] < event);
            steps += 2LL * (node - size + 1);
            groups.emplace_back(node, event);
            change(node, -event);
        }
    }
    std::cout << steps << ' ' << turned_away << '\n';
}
