"""Two discs with integers in their ranges."""
import re
import sys

text = sys.stdin.read()
if not re.fullmatch(r"((0|-?[1-9][0-9]*) (0|-?[1-9][0-9]*) [1-9][0-9]*\n){2}", text):
    sys.exit("not two lines of three integers")
for line in text.splitlines():
    x, y, r = map(int, line.split())
    if max(abs(x), abs(y), r) > 10**4:
        sys.exit("out of range")
sys.exit(42)
