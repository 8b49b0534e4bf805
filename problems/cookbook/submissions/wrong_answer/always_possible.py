#!/usr/bin/env python3
# Prints what can be done and then the rest.
import sys

n, m, *numbers = map(int, sys.stdin.buffer.read().split())
after = [[] for _ in range(n + 1)]
missing = [0] * (n + 1)
for a, b in zip(numbers[0::2], numbers[1::2]):
    after[a].append(b)
    missing[b] += 1
order = [step for step in range(1, n + 1) if not missing[step]]
for step in order:
    for later in after[step]:
        missing[later] -= 1
        if not missing[later]:
            order.append(later)
seen = set(order)
print(*order, *(step for step in range(1, n + 1) if step not in seen))
