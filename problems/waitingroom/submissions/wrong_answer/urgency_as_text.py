"""Compares urgencies as words: 9 is more than 10."""
import heapq
import sys


class Patient:
    def __init__(self, name, urgency, number):
        self.name, self.urgency, self.number = name, urgency, number

    def __lt__(self, other):
        return self.urgency > other.urgency or self.urgency == other.urgency and self.number < other.number


_, *events = sys.stdin.read().splitlines()
queue, gone, called = [], set(), []
for number, event in enumerate(events):
    kind, *rest = event.split()
    if kind == "come":
        heapq.heappush(queue, Patient(rest[0], rest[1], number))
    elif kind == "go":
        gone.add(rest[0])
    else:
        while queue and queue[0].name in gone:
            heapq.heappop(queue)
        called.append(heapq.heappop(queue).name if queue else "-")
print("\n".join(called))
