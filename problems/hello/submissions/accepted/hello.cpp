#include <iostream>

int main() {
    std::cout << "Hello, Arbiter!\n";
}
