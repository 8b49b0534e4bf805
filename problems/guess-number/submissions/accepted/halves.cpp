#include <iostream>
#include <string>

int main() {
    int low = 1, high;
    std::cin >> high;
    for (std::string answer; answer != "correct";) {
        const int guess = low + (high - low) / 2;
        std::cout << guess << std::endl;
        std::cin >> answer;
        if (answer == "higher") low = guess + 1;
        if (answer == "lower") high = guess - 1;
    }
}
