// A trie of all suffixes has about n * n / 2 nodes: too much memory, and too slow where it is slim.
#include <algorithm>
#include <array>
#include <iostream>
#include <string>
#include <vector>

int main() {
    int k;
    std::string song;
    std::cin >> k >> song;
    struct Node {
        std::array<int, 26> step{};
        int times = 0;
    };
    std::vector<Node> nodes(1);
    int best = 0;
    for (std::size_t start = 0; start < song.size(); start++) {
        int node = 0;
        for (std::size_t i = start; i < song.size(); i++) {
            const int letter = song[i] - 'a';
            if (nodes[node].step[letter] == 0) {
                nodes[node].step[letter] = static_cast<int>(nodes.size());
                nodes.emplace_back();
            }
            node = nodes[node].step[letter];
            if (++nodes[node].times >= k) best = std::max(best, static_cast<int>(i - start + 1));
        }
    }
    std::cout << best << '\n';
}
