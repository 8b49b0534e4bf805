#!/usr/bin/env python3
import heapq
import sys

n, m, *numbers = map(int, sys.stdin.buffer.read().split())
after = [[] for _ in range(n + 1)]
missing = [0] * (n + 1)
for a, b in zip(numbers[0::2], numbers[1::2]):
    after[a].append(b)
    missing[b] += 1
ready = [step for step in range(1, n + 1) if not missing[step]]
order = []
while ready:
    step = heapq.heappop(ready)
    order.append(step)
    for later in after[step]:
        missing[later] -= 1
        if not missing[later]:
            heapq.heappush(ready, later)
print(" ".join(map(str, order)) if len(order) == n else "Impossible")
