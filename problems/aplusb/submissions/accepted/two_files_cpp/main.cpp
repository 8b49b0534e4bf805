#include <iostream>
#include "till.h"

int main() {
    long long a, b;
    std::cin >> a >> b;
    std::cout << together(a, b) << '\n';
}
