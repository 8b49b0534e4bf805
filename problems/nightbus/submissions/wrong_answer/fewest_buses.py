# Breadth first: the trip with the fewest buses, and the fastest among those only.
import sys

n, m, *numbers = map(int, sys.stdin.buffer.read().split())
lines = [[] for _ in range(n + 1)]
for u, v, t in zip(numbers[0::3], numbers[1::3], numbers[2::3]):
    lines[u].append((v, t))
best = {1: 0}
level = {1: 0}
while level and n not in best:
    following = {}
    for stop, time in level.items():
        for other, t in lines[stop]:
            if other not in best and time + t < following.get(other, 10**18):
                following[other] = time + t
    best.update(following)
    level = following
print(best.get(n, "walk"))
