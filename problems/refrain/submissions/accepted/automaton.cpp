#include <algorithm>
#include <array>
#include <iostream>
#include <numeric>
#include <string>
#include <vector>

int main() {
    std::size_t k;
    std::string song;
    std::cin >> k >> song;
    struct State {
        std::array<int, 26> step{};
        int link = -1;
        int length = 0;
        std::size_t times = 0;
    };
    std::vector<State> states(1);
    states.reserve(2 * song.size() + 2);
    int last = 0;
    for (char character : song) {
        const int letter = character - 'a';
        const int now = static_cast<int>(states.size());
        states.push_back({{}, 0, states[last].length + 1, 1});
        int state = last;
        for (; state >= 0 && states[state].step[letter] == 0; state = states[state].link) states[state].step[letter] = now;
        if (state >= 0) {
            const int target = states[state].step[letter];
            if (states[target].length == states[state].length + 1) {
                states[now].link = target;
            } else {
                const int copy = static_cast<int>(states.size());
                states.push_back(states[target]);
                states[copy].length = states[state].length + 1;
                states[copy].times = 0;
                for (; state >= 0 && states[state].step[letter] == target; state = states[state].link) states[state].step[letter] = copy;
                states[target].link = states[now].link = copy;
            }
        }
        last = now;
    }
    std::vector<int> order(states.size() - 1);
    std::iota(order.begin(), order.end(), 1);
    std::sort(order.begin(), order.end(), [&](int a, int b) { return states[a].length > states[b].length; });
    int best = 0;
    for (int state : order) {
        states[states[state].link].times += states[state].times;
        if (states[state].times >= k) best = std::max(best, states[state].length);
    }
    std::cout << best << '\n';
}
