#include <iostream>
#include <stdexcept>

int main() {
    std::cout << "Hello, Arbiter!" << std::endl;
    throw std::runtime_error("nobody catches this");
}
