#include <algorithm>
#include <iostream>
#include <queue>
#include <vector>

struct Edge {
    int to;
    long long room;
};

static std::vector<Edge> edges;
static std::vector<std::vector<int>> out;
static std::vector<int> level, at;

static void connect(int a, int b, long long room) {
    out[a].push_back(static_cast<int>(edges.size()));
    edges.push_back({b, room});
    out[b].push_back(static_cast<int>(edges.size()));
    edges.push_back({a, 0});
}

static bool find_levels(int source, int sink) {
    std::fill(level.begin(), level.end(), -1);
    std::queue<int> queue({source});
    level[source] = 0;
    while (!queue.empty()) {
        const int node = queue.front();
        queue.pop();
        for (int e : out[node]) {
            if (edges[e].room > 0 && level[edges[e].to] < 0) {
                level[edges[e].to] = level[node] + 1;
                queue.push(edges[e].to);
            }
        }
    }
    return level[sink] >= 0;
}

static long long push(int node, int sink, long long most) {
    if (node == sink) return most;
    for (; at[node] < static_cast<int>(out[node].size()); at[node]++) {
        const int e = out[node][at[node]];
        if (edges[e].room == 0 || level[edges[e].to] != level[node] + 1) continue;
        const long long pushed = push(edges[e].to, sink, std::min(most, edges[e].room));
        if (pushed == 0) continue;
        edges[e].room -= pushed;
        edges[e ^ 1].room += pushed;
        return pushed;
    }
    return 0;
}

int main() {
    constexpr long long ENDLESS = 1'000'000'000'000;
    int n, m;
    std::cin >> n >> m;
    out.resize(2 * n);
    level.resize(2 * n);
    // Place i is split: one enters it at 2i and leaves it at 2i + 1.
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
        connect(2 * v - 1, 2 * u - 2, ENDLESS);
    }
    long long flow = 0;
    while (!neighbours && find_levels(0, 2 * n - 1)) {
        at.assign(2 * n, 0);
        while (const long long pushed = push(0, 2 * n - 1, ENDLESS)) flow += pushed;
    }
    std::cout << (neighbours ? -1 : flow) << '\n';
}
