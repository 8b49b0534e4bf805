"""n, c, q and q events; whoever leaves has come and not left before."""
import re
import sys

text = sys.stdin.read()
if not re.fullmatch(r"[1-9][0-9]* [1-9][0-9]* [1-9][0-9]*\n(?:-?[1-9][0-9]*\n)+", text):
    sys.exit("bad shape")
n, c, q, *events = map(int, text.split())
if not (n <= 2 * 10**5 and q <= 2 * 10**5 and c <= 10**6 and len(events) == q):
    sys.exit("out of range")
groups = 0
left = set()
for event in events:
    if event > c:
        sys.exit(f"a group of {event}")
    if event > 0:
        groups += 1
    elif -event > groups or event in left:
        sys.exit(f"group {-event} cannot leave")
    else:
        left.add(event)
sys.exit(42)
