# Odd blocks on one truck and even ones on the other.
n = int(input())
for first in (1, 2):
    print(len(range(first, n + 1, 2)), *range(first, n + 1, 2))
