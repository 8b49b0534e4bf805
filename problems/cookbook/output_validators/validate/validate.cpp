// Accepts any order that respects every pair. Exit code 42: right, 43: wrong; anything else is a fault of the package.
#include <algorithm>
#include <cctype>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

static std::string feedback;

[[noreturn]] static void reject(const std::string &team, const std::string &judge) {
    std::ofstream(feedback + "teammessage.txt") << team << '\n';
    std::ofstream(feedback + "judgemessage.txt") << judge << '\n';
    std::exit(43);
}

/** A whole word as a number from 1 to n, or 0. */
static int step(const std::string &word, int n) {
    if (word.empty() || word.size() > 9 || !std::all_of(word.begin(), word.end(), [](unsigned char c) { return std::isdigit(c); })) return 0;
    const int value = std::stoi(word);
    return value <= n ? value : 0;
}

static std::string lower(std::string word) {
    for (char &c : word) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return word;
}

int main(int argc, char **argv) {
    if (argc < 4) return 1;
    std::ifstream input(argv[1]), answer(argv[2]);
    feedback = argv[3];
    int n, m;
    std::string word;
    if (!(input >> n >> m) || !(answer >> word)) return 1;
    const bool possible = word != "impossible";

    if (!(std::cin >> word)) reject("Your program printed nothing.", "no output");
    if (lower(word) == "impossible") {
        if (possible) reject("Your program says impossible, but there is an order.", "claims impossible, the answer has an order");
        if (std::cin >> word) reject("There is more output after impossible.", "trailing output");
        return 42;
    }

    std::vector<int> position(n + 1, 0);
    int count = 0;
    do {
        const int number = step(word, n);
        if (number == 0) reject("There is something in the output that is no step.", "not a step: " + word.substr(0, 40));
        if (position[number] != 0) reject("Step " + std::to_string(number) + " is printed twice.", "twice: " + word);
        position[number] = ++count;
    } while (std::cin >> word);
    if (count != n) reject("Some steps are missing.", std::to_string(count) + " steps of " + std::to_string(n));

    for (int i = 0; i < m; i++) {
        int a, b;
        if (!(input >> a >> b)) return 1;
        if (position[a] > position[b]) {
            reject("The order breaks a rule of the recipe.", "step " + std::to_string(a) + " must come before " + std::to_string(b));
        }
    }
    if (!possible) {
        std::cerr << "the submission found an order where the answer says that there is none\n";
        return 1;
    }
    return 42;
}
