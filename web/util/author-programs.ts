/**
 * Working beginnings of a problem's own programs, by the 2025-09 package format: exit code 42 says yes and 43 no, and
 * whatever else they end with is a fault of the program. https://icpc.io/problem-package-format/spec/2025-09.html
 * The comments in them stay English, as code does.
 */
import { GRADER_CPP, GRADER_PY } from './author-grader.js';

export type ProgramKind = 'validator' | 'checker' | 'interactor' | 'grader' | 'generator';
export type ProgramLanguage = 'python3' | 'cpp';

const VALIDATOR_PY = `"""Holds a test's input against what the statement promises. 42: it is as promised, 43: it is not.

Called as: validator [arguments of the test group] < input
This beginning wants a number n from 1 to 100000 in the first line, and n numbers in the second.
"""
import re
import sys

NUMBER = re.compile(r"0|-?[1-9][0-9]*")


def refuse(why):
    print(why)
    sys.exit(43)


def number(text, low, high, what):
    if not NUMBER.fullmatch(text):
        refuse(f"{what} is not a whole number: {text[:30]!r}")
    if not low <= int(text) <= high:
        refuse(f"{what} is not from {low} to {high}: {text[:30]}")
    return int(text)


text = sys.stdin.buffer.read().decode("ascii", "replace")
if not text.endswith("\\n"):
    refuse("the last line does not end")
lines = text[:-1].split("\\n")
if len(lines) != 2:
    refuse(f"there should be 2 lines, not {len(lines)}")
n = number(lines[0], 1, 100000, "n")
words = lines[1].split(" ")
if len(words) != n:
    refuse(f"there should be {n} numbers in line 2, not {len(words)}")
for position, word in enumerate(words, 1):
    number(word, -(10**9), 10**9, f"number {position}")
sys.exit(42)
`;

const VALIDATOR_CPP = `// Holds a test's input against what the statement promises. 42: it is as promised, 43: it is not.
// Called as: validator [arguments of the test group] < input
// This beginning wants a number n from 1 to 100000 in the first line, and n numbers in the second.
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <string>

static std::string text;
static std::size_t at = 0;

[[noreturn]] static void refuse(const std::string &why) {
    std::cout << why << '\\n';
    std::exit(43);
}

// A whole number without leading zeros, from low to high.
static long long number(long long low, long long high, const std::string &what) {
    const std::size_t begin = at;
    if (at < text.size() && text[at] == '-') at++;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') at++;
    const std::string word = text.substr(begin, at - begin);
    if (word.empty() || word == "-" || word == "-0" || word.size() > 18) refuse(what + " is not a whole number");
    if (word.size() > 1 && word[word[0] == '-'] == '0' ) refuse(what + " has a leading zero");
    const long long value = std::stoll(word);
    if (value < low || value > high) refuse(what + " is not from " + std::to_string(low) + " to " + std::to_string(high));
    return value;
}

static void expect(char wanted, const std::string &what) {
    if (at >= text.size() || text[at] != wanted) refuse("there should be " + what + " at byte " + std::to_string(at + 1));
    at++;
}

int main() {
    text.assign(std::istreambuf_iterator<char>(std::cin), {});
    const long long n = number(1, 100000, "n");
    expect('\\n', "the end of the line");
    for (long long i = 1; i <= n; i++) {
        if (i > 1) expect(' ', "one space");
        number(-1000000000, 1000000000, "number " + std::to_string(i));
    }
    expect('\\n', "the end of the line");
    if (at != text.size()) refuse("there is more after the last line");
    return 42;
}
`;

const CHECKER_PY = `"""Says whether what a program printed is right. 42: right, 43: wrong.

Called as: checker input answer feedback_dir [arguments of the test group] < what the program printed
The answer is what the model solution printed. This beginning takes the same numbers in any order.
"""
import sys
from pathlib import Path

input_file, answer_file, feedback = sys.argv[1:4]


def reject(team, judge):
    """team: shown to whoever submitted. judge: shown to staff."""
    Path(feedback, "teammessage.txt").write_text(team + "\\n")
    Path(feedback, "judgemessage.txt").write_text(judge + "\\n")
    sys.exit(43)


expected = sorted(map(int, Path(answer_file).read_text().split()))
words = sys.stdin.buffer.read().decode("utf-8", "replace").split()
try:
    printed = sorted(map(int, words))
except ValueError:
    reject("Your program printed something that is not a number.", f"not numbers: {' '.join(words)[:60]}")
if len(printed) != len(expected):
    reject(f"Your program printed {len(printed)} numbers, not {len(expected)}.", "wrong count")
if printed != expected:
    reject("These are not the right numbers.", "wrong numbers")
sys.exit(42)
`;

const CHECKER_CPP = `// Says whether what a program printed is right. 42: right, 43: wrong.
// Called as: checker input answer feedback_dir [arguments of the test group] < what the program printed
// The answer is what the model solution printed. This beginning takes the same numbers in any order.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

static std::string feedback;

// team: shown to whoever submitted. judge: shown to staff.
[[noreturn]] static void reject(const std::string &team, const std::string &judge) {
    std::ofstream(feedback + "/teammessage.txt") << team << '\\n';
    std::ofstream(feedback + "/judgemessage.txt") << judge << '\\n';
    std::exit(43);
}

int main(int argc, char **argv) {
    if (argc < 4) return 1;
    std::ifstream input(argv[1]), answer(argv[2]);
    feedback = argv[3];

    std::vector<long long> expected, printed;
    for (long long value; answer >> value;) expected.push_back(value);
    for (long long value; std::cin >> value;) printed.push_back(value);
    if (!std::cin.eof()) reject("Your program printed something that is not a number.", "not a number");
    if (printed.size() != expected.size()) reject("Your program printed " + std::to_string(printed.size()) + " numbers, not " + std::to_string(expected.size()) + ".", "wrong count");
    std::sort(expected.begin(), expected.end());
    std::sort(printed.begin(), printed.end());
    if (printed != expected) reject("These are not the right numbers.", "wrong numbers");
    return 42;
}
`;

const INTERACTOR_PY = `"""Talks with the program: what it prints here the program reads, and the other way round. 42: right, 43: wrong.

Called as: interactor input answer feedback_dir [arguments of the test group]
This beginning knows a number from 1 to n (both in the input) and answers guesses with higher, lower or correct.
"""
import sys
from pathlib import Path

input_file, answer_file, feedback = sys.argv[1:4]


def reject(team, judge):
    """team: shown to whoever submitted. judge: shown to staff."""
    Path(feedback, "teammessage.txt").write_text(team + "\\n")
    Path(feedback, "judgemessage.txt").write_text(judge + "\\n")
    sys.exit(43)


def say(text):
    try:
        print(text, flush=True)
    except BrokenPipeError:
        reject("Your program ended too early.", "it does not read any more")


n, secret = map(int, Path(input_file).read_text().split())
say(n)
for count in range(1, 41):
    word = sys.stdin.readline().strip()
    if not word.isdecimal() or not 1 <= int(word[:10]) <= n:
        reject("A guess is not a number from 1 to n.", f"guess {count}: {word[:40]!r}")
    if int(word) == secret:
        say("correct")
        if sys.stdin.readline():
            reject("There is more output after the right guess.", "trailing output")
        sys.exit(42)
    say("higher" if int(word) < secret else "lower")
reject("Your program needs more than 40 guesses.", "40 guesses used up")
`;

const INTERACTOR_CPP = `// Talks with the program: what it prints here the program reads, and the other way round. 42: right, 43: wrong.
// Called as: interactor input answer feedback_dir [arguments of the test group]
// This beginning knows a number from 1 to n (both in the input) and answers guesses with higher, lower or correct.
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>

static std::string feedback;

// team: shown to whoever submitted. judge: shown to staff.
[[noreturn]] static void reject(const std::string &team, const std::string &judge) {
    std::ofstream(feedback + "/teammessage.txt") << team << '\\n';
    std::ofstream(feedback + "/judgemessage.txt") << judge << '\\n';
    std::exit(43);
}

int main(int argc, char **argv) {
    // A program that has ended must not take the interactor with it.
    std::signal(SIGPIPE, SIG_IGN);
    if (argc < 4) return 1;
    feedback = argv[3];
    long long n, secret;
    if (!(std::ifstream(argv[1]) >> n >> secret)) return 1;

    std::cout << n << std::endl;
    for (int count = 1; count <= 40; count++) {
        long long guess;
        if (!(std::cin >> guess) || guess < 1 || guess > n) reject("A guess is not a number from 1 to n.", "guess " + std::to_string(count));
        if (guess == secret) {
            std::cout << "correct" << std::endl;
            std::string more;
            if (std::cin >> more) reject("There is more output after the right guess.", "trailing output: " + more.substr(0, 40));
            return 42;
        }
        std::cout << (guess < secret ? "higher" : "lower") << std::endl;
    }
    reject("Your program needs more than 40 guesses.", "40 guesses used up");
}
`;

const GENERATOR_PY = `"""Prints the input of one test. The same arguments must always give the same input.

Called as: generator arguments of the line > input
This beginning takes the count n, the largest number, and a seed: \`10 1000 1\` prints 10 numbers up to 1000.
"""
import random
import sys

n, largest, seed = map(int, sys.argv[1:4])
rng = random.Random(seed)
print(n)
print(*(rng.randint(1, largest) for _ in range(n)))
`;

const GENERATOR_CPP = `// Prints the input of one test. The same arguments must always give the same input.
// Called as: generator arguments of the line > input
// This beginning takes the count n, the largest number, and a seed: \`10 1000 1\` prints 10 numbers up to 1000.
#include <cstdlib>
#include <iostream>
#include <random>

int main(int argc, char **argv) {
    if (argc < 4) {
        std::cerr << "wanted: n largest seed\\n";
        return 1;
    }
    const long long n = std::atoll(argv[1]), largest = std::atoll(argv[2]);
    std::mt19937_64 random(std::strtoull(argv[3], nullptr, 10));

    std::cout << n << '\\n';
    for (long long i = 0; i < n; i++) std::cout << (i ? " " : "") << 1 + static_cast<long long>(random() % largest);
    std::cout << '\\n';
}
`;

export const PROGRAM_BEGINNINGS: Record<ProgramKind, Record<ProgramLanguage, string>> = {
  validator: { python3: VALIDATOR_PY, cpp: VALIDATOR_CPP },
  checker: { python3: CHECKER_PY, cpp: CHECKER_CPP },
  interactor: { python3: INTERACTOR_PY, cpp: INTERACTOR_CPP },
  grader: { python3: GRADER_PY, cpp: GRADER_CPP },
  generator: { python3: GENERATOR_PY, cpp: GENERATOR_CPP },
};
