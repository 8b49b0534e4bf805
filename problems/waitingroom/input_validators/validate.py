"""n, then n events; names are new, whoever goes is there, and somebody is called for."""
import heapq
import re
import sys

lines = sys.stdin.read().split("\n")
if lines.pop() != "" or not re.fullmatch(r"[1-9][0-9]{0,4}", lines[0]) or int(lines[0]) > 50000 or len(lines) != int(lines[0]) + 1:
    sys.exit("bad number of lines")
seen, waiting, queue, calls = set(), set(), [], 0
for number, line in enumerate(lines[1:]):
    if match := re.fullmatch(r"come ([a-z]{1,8}) ([1-9][0-9]{0,9})", line):
        name, urgency = match[1], int(match[2])
        if name in seen or urgency > 10**9:
            sys.exit(f"bad arrival: {line}")
        seen.add(name)
        waiting.add(name)
        heapq.heappush(queue, (-urgency, number, name))
    elif match := re.fullmatch(r"go ([a-z]{1,8})", line):
        if match[1] not in waiting:
            sys.exit(f"not there: {line}")
        waiting.remove(match[1])
    elif line == "next":
        calls += 1
        while queue:
            name = heapq.heappop(queue)[2]
            if name in waiting:
                waiting.remove(name)
                break
    else:
        sys.exit(f"bad line: {line}")
sys.exit(42 if calls else "nobody is called for")
