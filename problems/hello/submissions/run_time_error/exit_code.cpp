// The text is right, but the program says that it failed.
#include <iostream>

int main() {
    std::cout << "Hello, Arbiter!\n";
    return 3;
}
