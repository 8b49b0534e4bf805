#!/usr/bin/env python3
# cpython: too slow as it is interpreted; PyPy compiles it.
# Looks at each night of each window: n times k steps.
n, k = map(int, input().split())
pay = list(map(int, input().split()))
least = [0]
for night, given_up in enumerate(pay + [0], 1):
    best = least[night - 1]
    for before in range(max(0, night - k - 1), night):
        if least[before] < best:
            best = least[before]
    least.append(best + given_up)
print(sum(pay) - least[-1])
