#include <algorithm>
#include <iostream>
#include <string>

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    int n;
    std::cin >> n;
    __int128 sum = 0;
    for (long long entry; n > 0 && std::cin >> entry; n--) sum += entry;
    const bool negative = sum < 0;
    if (negative) sum = -sum;
    std::string digits;
    do {
        digits += static_cast<char>('0' + static_cast<int>(sum % 10));
        sum /= 10;
    } while (sum > 0);
    if (negative) digits += '-';
    std::reverse(digits.begin(), digits.end());
    std::cout << digits << '\n';
}
