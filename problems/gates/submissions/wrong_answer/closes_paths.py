# Cuts paths, where a path costs the cheaper of its two ends, in place of yards.
import sys
from collections import deque

numbers = list(map(int, sys.stdin.read().split()))
n, m, work = numbers[0], numbers[1], numbers[2 : 2 + numbers[0]]
room = [{} for _ in range(n)]
for u, v in zip(numbers[2 + n :: 2], numbers[3 + n :: 2]):
    cost = min(work[place - 1] if 1 < place < n else 10**9 for place in (u, v))
    room[u - 1][v - 1] = room[v - 1][u - 1] = cost
flow = 0
for _ in range(2000):
    parent = {0: None}
    queue = deque([0])
    while queue and n - 1 not in parent:
        node = queue.popleft()
        for other, left in room[node].items():
            if left and other not in parent:
                parent[other] = node
                queue.append(other)
    if n - 1 not in parent:
        break
    path = [n - 1]
    while path[-1]:
        path.append(parent[path[-1]])
    pushed = min(room[a][b] for b, a in zip(path, path[1:]))
    flow += pushed
    for b, a in zip(path, path[1:]):
        room[a][b] -= pushed
        room[b][a] += pushed
print(-1 if flow >= 10**9 else flow)
