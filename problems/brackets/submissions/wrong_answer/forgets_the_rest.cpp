// Does not ask whether something is still open at the end.
#include <iostream>
#include <string>
#include <vector>

int main() {
    std::string log;
    std::cin >> log;
    std::vector<char> stack;
    const std::string opening = "([{", closing = ")]}";
    for (char sign : log) {
        if (opening.find(sign) != std::string::npos) stack.push_back(sign);
        const auto kind = closing.find(sign);
        if (kind == std::string::npos) continue;
        if (stack.empty() || stack.back() != opening[kind]) {
            std::cout << "no\n";
            return 0;
        }
        stack.pop_back();
    }
    std::cout << "yes\n";
}
