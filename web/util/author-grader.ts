/** Working beginnings of a grader: it is called as the legacy format has it. https://icpc.io/problem-package-format/spec/legacy.html#graders */

export const GRADER_PY = `"""Gives verdict and points of a test group, of the results of its tests.

Called as: grader [arguments of the test group] < results
Each line of the results is a verdict (AC, WA, TLE or RTE) and the points that the test gives by itself. It prints one such line.
This beginning takes the most that the group gives as its argument, and gives the share of the tests that are right: nothing below half of them.
"""
import sys

most = float(sys.argv[1]) if len(sys.argv) > 1 else 100
verdicts = [line.split()[0] for line in sys.stdin if line.strip()]
right = verdicts.count("AC")
if right > 0 and 2 * right >= len(verdicts):
    print("AC", round(most * right / len(verdicts), 2))
else:
    print(next((verdict for verdict in verdicts if verdict != "AC"), "WA"), 0)
`;

export const GRADER_CPP = `// Gives verdict and points of a test group, of the results of its tests.
// Called as: grader [arguments of the test group] < results
// Each line of the results is a verdict (AC, WA, TLE or RTE) and the points that the test gives by itself. It prints one such line.
// This beginning takes the most that the group gives as its argument, and gives the share of the tests that are right: nothing below half of them.
#include <cstdlib>
#include <iostream>
#include <string>

int main(int argc, char **argv) {
    const double most = argc > 1 ? std::atof(argv[1]) : 100;
    int right = 0, all = 0;
    std::string failed = "WA", verdict;
    for (double points; std::cin >> verdict >> points; all++) {
        if (verdict == "AC") right++;
        else if (right == all) failed = verdict;
    }
    if (right > 0 && 2 * right >= all) std::cout << "AC " << most * right / all << '\\n';
    else std::cout << failed << " 0\\n";
}
`;
