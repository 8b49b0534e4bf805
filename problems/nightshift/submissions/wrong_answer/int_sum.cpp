// The right queue with sums that are too small.
#include <cstdint>
#include <deque>
#include <iostream>
#include <vector>

int main() {
    std::uint32_t n, k, total = 0;
    std::cin >> n >> k;
    std::vector<std::uint32_t> least(n + 2);
    std::deque<std::uint32_t> window{0};
    for (std::uint32_t night = 1; night <= n + 1; night++) {
        std::uint32_t pay = 0;
        if (night <= n) std::cin >> pay;
        total += pay;
        if (window.front() + k + 1 < night) window.pop_front();
        least[night] = least[window.front()] + pay;
        while (!window.empty() && least[window.back()] >= least[night]) window.pop_back();
        window.push_back(night);
    }
    std::cout << total - least[n + 1] << '\n';
}
