#include <algorithm>
#include <iostream>
#include <vector>

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    int n, d;
    std::cin >> n >> d;
    std::vector<int> pitches(n);
    for (int &pitch : pitches) std::cin >> pitch;
    std::sort(pitches.begin(), pitches.end());
    long long pairs = 0;
    for (int last = 0, first = 0; last < n; last++) {
        while (pitches[last] - pitches[first] > d) first++;
        pairs += last - first;
    }
    std::cout << pairs << '\n';
}
