#!/usr/bin/env python3
# Whenever k + 1 nights in a row are worked, gives up the cheapest of them.
n, k = map(int, input().split())
pay = list(map(int, input().split()))
start = earned = 0
while start + k < n:
    block = pay[start : start + k + 1]
    off = min(range(k + 1), key=lambda i: (block[i], -i))
    earned += sum(block[:off])
    start += off + 1
print(earned + sum(pay[start:]))
