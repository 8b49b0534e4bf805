// Plays the judge: its output goes to the submission, its input comes from there. Exit code 42: right, 43: wrong.
#include <algorithm>
#include <cctype>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>

static std::string feedback;

[[noreturn]] static void reject(const std::string &team, const std::string &judge) {
    std::ofstream(feedback + "teammessage.txt") << team << '\n';
    std::ofstream(feedback + "judgemessage.txt") << judge << '\n';
    std::exit(43);
}

int main(int argc, char **argv) {
    // A submission that has ended must not take the validator with it.
    std::signal(SIGPIPE, SIG_IGN);
    if (argc < 4) return 1;
    feedback = argv[3];
    long long n, secret;
    if (!(std::ifstream(argv[1]) >> n >> secret)) return 1;

    std::cout << n << std::endl;
    for (int guesses = 1; guesses <= 40; guesses++) {
        std::string word;
        if (!(std::cin >> word)) reject("Your program ended before it found the number.", "no guess " + std::to_string(guesses));
        const bool digits = std::all_of(word.begin(), word.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
        const long long guess = digits && word.size() <= 10 ? std::stoll(word) : 0;
        if (guess < 1 || guess > n) reject("A guess is not a number from 1 to n.", "bad guess: " + word.substr(0, 40));
        if (guess == secret) {
            std::cout << "correct" << std::endl;
            if (std::cin >> word) reject("There is more output after the right guess.", "trailing output: " + word.substr(0, 40));
            std::ofstream(feedback + "judgemessage.txt") << guesses << " guesses\n";
            return 42;
        }
        std::cout << (guess < secret ? "higher" : "lower") << std::endl;
    }
    reject("Your program needs more than 40 guesses.", "40 guesses used up");
}
