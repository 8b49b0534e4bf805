// Lets sheep walk from smaller numbers to larger ones only.
#include <algorithm>
#include <iostream>
#include <utility>
#include <vector>

static std::vector<std::vector<int>> out;
static std::vector<std::pair<int, long long>> edges;
static std::vector<bool> seen;

static void connect(int a, int b, long long room) {
    out[a].push_back(static_cast<int>(edges.size()));
    edges.emplace_back(b, room);
    out[b].push_back(static_cast<int>(edges.size()));
    edges.emplace_back(a, 0);
}

static long long push(int node, long long most, long long width) {
    if (node == static_cast<int>(out.size()) - 1) return most;
    seen[node] = true;
    for (int e : out[node]) {
        if (seen[edges[e].first] || edges[e].second < width) continue;
        const long long pushed = push(edges[e].first, std::min(most, edges[e].second), width);
        if (pushed == 0) continue;
        edges[e].second -= pushed;
        edges[e ^ 1].second += pushed;
        return pushed;
    }
    return 0;
}

int main() {
    constexpr long long ENDLESS = 1LL << 40;
    int n, m;
    std::cin >> n >> m;
    out.resize(2 * n);
    for (int place = 0; place < n; place++) {
        long long work;
        std::cin >> work;
        connect(2 * place, 2 * place + 1, place == 0 || place == n - 1 ? ENDLESS : work);
    }
    bool neighbours = false;
    for (int i = 0; i < m; i++) {
        int u, v;
        std::cin >> u >> v;
        neighbours |= u == 1 && v == n;
        connect(2 * u - 1, 2 * v - 2, ENDLESS);
    }
    long long flow = 0;
    for (long long width = 1 << 20; width > 0 && !neighbours; width /= 2) {
        long long pushed;
        do {
            seen.assign(2 * n, false);
            pushed = push(0, ENDLESS, width);
            flow += pushed;
        } while (pushed > 0);
    }
    std::cout << (neighbours ? -1 : flow) << '\n';
}
