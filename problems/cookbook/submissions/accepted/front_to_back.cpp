#include <iostream>
#include <vector>

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    int n, m;
    std::cin >> n >> m;
    std::vector<std::vector<int>> after(n + 1);
    std::vector<int> missing(n + 1), ready, order;
    for (int i = 0; i < m; i++) {
        int a, b;
        std::cin >> a >> b;
        after[a].push_back(b);
        missing[b]++;
    }
    for (int step = 1; step <= n; step++) {
        if (missing[step] == 0) ready.push_back(step);
    }
    while (!ready.empty()) {
        const int step = ready.back();
        ready.pop_back();
        order.push_back(step);
        for (int later : after[step]) {
            if (--missing[later] == 0) ready.push_back(later);
        }
    }
    if (static_cast<int>(order.size()) < n) {
        std::cout << "impossible\n";
        return 0;
    }
    for (int step : order) std::cout << step << '\n';
}
