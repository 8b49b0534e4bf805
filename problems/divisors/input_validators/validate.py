"""q and that many numbers."""
import re
import sys

text = sys.stdin.read()
if not re.fullmatch(r"(?:[1-9][0-9]{0,6}\n)+", text):
    sys.exit("bad shape")
q, *packs = map(int, text.split())
if not (1 <= q <= 75000 and len(packs) == q and max(packs) <= 10**6):
    sys.exit("out of range")
sys.exit(42)
