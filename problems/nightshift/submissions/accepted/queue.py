#!/usr/bin/env python3
from collections import deque

n, k = map(int, input().split())
pay = list(map(int, input().split()))
least = [0]
window = deque([0])
for night, given_up in enumerate(pay + [0], 1):
    if window[0] < night - k - 1:
        window.popleft()
    least.append(least[window[0]] + given_up)
    while window and least[window[-1]] >= least[night]:
        window.pop()
    window.append(night)
print(sum(pay) - least[-1])
