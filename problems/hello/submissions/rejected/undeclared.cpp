// @EXPECTED_RESULTS@: COMPILER_ERROR
#include <iostream>

int main() {
    std::cout << greeting << "\n";
}
