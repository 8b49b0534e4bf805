"""n and the visits of n guests."""
import re
import sys

text = sys.stdin.read()
NUMBER = r"(?:0|[1-9][0-9]*)"
if not re.fullmatch(rf"{NUMBER}\n(?:{NUMBER} {NUMBER}\n)+", text):
    sys.exit("bad shape")
n, *times = map(int, text.split())
if not (1 <= n <= 20000 and len(times) == 2 * n):
    sys.exit("bad n")
if not all(a <= b <= 86400 for a, b in zip(times[0::2], times[1::2])):
    sys.exit("bad visit")
sys.exit(42)
