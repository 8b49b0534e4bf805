"""Compares urgencies as words: 9 comes before 10."""
import sys

_, *events = sys.stdin.read().splitlines()
waiting, called = {}, []
for event in events:
    kind, *rest = event.split()
    if kind == "come":
        waiting[rest[0]] = rest[1]
    elif kind == "go":
        waiting.pop(rest[0], None)
    elif waiting:
        name = max(waiting, key=waiting.get)
        del waiting[name]
        called.append(name)
    else:
        called.append("-")
print("\n".join(called))
