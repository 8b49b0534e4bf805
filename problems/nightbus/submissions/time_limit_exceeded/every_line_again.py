# Relaxes every line until nothing changes: up to n rounds of m steps.
import sys

n, m, *numbers = map(int, sys.stdin.buffer.read().split())
lines = list(zip(numbers[0::3], numbers[1::3], numbers[2::3]))
best = [float("inf")] * (n + 1)
best[1] = 0
changed = True
while changed:
    changed = False
    for u, v, t in lines:
        if best[u] + t < best[v]:
            best[v] = best[u] + t
            changed = True
print("walk" if best[n] == float("inf") else best[n])
