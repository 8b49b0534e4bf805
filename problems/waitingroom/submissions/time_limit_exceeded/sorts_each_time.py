"""Sorts the waiting room whenever a doctor is free."""
import sys

_, *events = sys.stdin.read().splitlines()
waiting, called = [], []
for number, event in enumerate(events):
    kind, *rest = event.split()
    if kind == "come":
        waiting.append((-int(rest[1]), number, rest[0]))
    elif kind == "go":
        waiting = [patient for patient in waiting if patient[2] != rest[0]]
    elif waiting:
        waiting = sorted(waiting, key=lambda patient: (patient[0], patient[1]))
        called.append(waiting.pop(0)[2])
    else:
        called.append("-")
print("\n".join(called))
