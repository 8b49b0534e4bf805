import heapq
import sys


def main():
    n, m, *numbers = map(int, sys.stdin.buffer.read().split())
    lines = [[] for _ in range(n + 1)]
    for u, v, t in zip(numbers[0::3], numbers[1::3], numbers[2::3]):
        lines[u].append((v, t))
    best = [None] * (n + 1)
    queue = [(0, 1)]
    while queue:
        time, stop = heapq.heappop(queue)
        if best[stop] is not None:
            continue
        best[stop] = time
        for other, t in lines[stop]:
            if best[other] is None:
                heapq.heappush(queue, (time + t, other))
    print("walk" if best[n] is None else best[n])


main()
