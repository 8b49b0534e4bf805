"""n, m, the work for each place, m paths."""
import re
import sys

NUMBER = r"(?:0|[1-9][0-9]*)"
text = sys.stdin.read()
match = re.fullmatch(rf"({NUMBER}) ({NUMBER})\n({NUMBER}(?: {NUMBER})*)\n((?:{NUMBER} {NUMBER}\n)*)", text)
if not match:
    sys.exit("bad shape")
n, m = int(match[1]), int(match[2])
work = list(map(int, match[3].split()))
ends = list(map(int, match[4].split()))
if not (2 <= n <= 300 and m <= 3000 and len(work) == n and len(ends) == 2 * m):
    sys.exit("bad n or m")
if max(work) > 10**6 or work[0] or work[-1]:
    sys.exit("bad work")
if not all(1 <= u < v <= n for u, v in zip(ends[0::2], ends[1::2])):
    sys.exit("bad path")
sys.exit(42)
