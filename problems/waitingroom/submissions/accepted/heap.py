"""With the heap that Python brings."""
import heapq
import sys

_, *events = sys.stdin.read().splitlines()
queue, gone, called = [], set(), []
for number, event in enumerate(events):
    kind, *rest = event.split()
    if kind == "come":
        heapq.heappush(queue, (-int(rest[1]), number, rest[0]))
    elif kind == "go":
        gone.add(rest[0])
    else:
        while queue and queue[0][2] in gone:
            heapq.heappop(queue)
        called.append(heapq.heappop(queue)[2] if queue else "-")
print("\n".join(called))
