// Whoever goes is taken out at once.
#include <iostream>
#include <map>
#include <string>
#include <unordered_map>

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    int n;
    std::cin >> n;
    std::map<std::pair<int, int>, std::string> waiting;
    std::unordered_map<std::string, std::pair<int, int>> place;
    for (int i = 0; i < n; i++) {
        std::string kind, name;
        std::cin >> kind;
        if (kind == "come") {
            int urgency;
            std::cin >> name >> urgency;
            place[name] = {-urgency, i};
            waiting[{-urgency, i}] = name;
        } else if (kind == "go") {
            std::cin >> name;
            waiting.erase(place[name]);
        } else if (waiting.empty()) {
            std::cout << "-\n";
        } else {
            std::cout << waiting.begin()->second << '\n';
            waiting.erase(waiting.begin());
        }
    }
}
