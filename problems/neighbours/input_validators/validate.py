"""n, d and n pitches. Arguments: the largest n of the group, and "sorted" if the pitches have to be."""
import re
import sys

most = int(sys.argv[1]) if len(sys.argv) > 1 else 10**5
NUMBER = r"(?:0|[1-9][0-9]*)"
match = re.fullmatch(rf"({NUMBER}) ({NUMBER})\n({NUMBER}(?: {NUMBER})*)\n", sys.stdin.read())
if not match:
    sys.exit("bad shape")
n, d = int(match[1]), int(match[2])
pitches = list(map(int, match[3].split()))
if not (1 <= n <= most and d <= 1000 and len(pitches) == n and max(pitches) <= 1000):
    sys.exit("out of range")
if "sorted" in sys.argv and pitches != sorted(pitches):
    sys.exit("not sorted")
sys.exit(42)
