// Prints one truck and leaves the other at the quarry.
#include <iostream>

int main() {
    int n;
    std::cin >> n;
    if (n % 4 == 1 || n % 4 == 2) {
        std::cout << "impossible\n";
        return 0;
    }
    std::cout << n / 2;
    for (int block = n; block > 0; block -= 4) {
        std::cout << ' ' << block;
        if (block > 3) std::cout << ' ' << block - 3;
    }
    std::cout << '\n';
}
