#include <cstdint>
#include <iostream>
#include <queue>
#include <utility>
#include <vector>

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    int n, m;
    std::cin >> n >> m;
    std::vector<std::vector<std::pair<int, std::int64_t>>> lines(n + 1);
    for (int i = 0; i < m; i++) {
        int u, v, t;
        std::cin >> u >> v >> t;
        lines[u].emplace_back(v, t);
    }
    std::vector<std::int64_t> best(n + 1, INT64_MAX);
    using Entry = std::pair<std::int64_t, int>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    best[1] = 0;
    queue.emplace(0, 1);
    while (!queue.empty()) {
        const auto [time, stop] = queue.top();
        queue.pop();
        if (time > best[stop]) continue;
        for (const auto &[other, t] : lines[stop]) {
            if (time + t < best[other]) {
                best[other] = time + t;
                queue.emplace(best[other], other);
            }
        }
    }
    if (best[n] == INT64_MAX) std::cout << "walk\n";
    else std::cout << best[n] << '\n';
}
