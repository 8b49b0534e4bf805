#include <algorithm>
#include <iostream>
#include <utility>
#include <vector>

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    int n;
    std::cin >> n;
    std::vector<std::pair<int, int>> guests(n);
    for (auto &[leaves, comes] : guests) std::cin >> comes >> leaves;
    std::sort(guests.begin(), guests.end());
    int photos = 0, last = -1;
    for (const auto &[leaves, comes] : guests) {
        if (comes <= last) continue;
        photos++;
        last = leaves;
    }
    std::cout << photos << '\n';
}
