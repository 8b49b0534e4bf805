// Reads words, so that each run of spaces becomes a single one.
#include <algorithm>
#include <iostream>
#include <sstream>
#include <string>

int main() {
    std::string line, word;
    std::getline(std::cin, line);
    while (std::getline(std::cin, line)) {
        std::istringstream words(line);
        std::string mirrored;
        while (words >> word) mirrored += (mirrored.empty() ? "" : " ") + word;
        std::reverse(mirrored.begin(), mirrored.end());
        std::cout << mirrored << '\n';
    }
}
