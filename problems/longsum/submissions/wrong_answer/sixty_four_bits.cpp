#include <cstdint>
#include <iostream>

int main() {
    int n;
    std::cin >> n;
    std::uint64_t sum = 0;
    for (std::int64_t entry; n > 0 && std::cin >> entry; n--) sum += static_cast<std::uint64_t>(entry);
    std::cout << static_cast<std::int64_t>(sum) << '\n';
}
