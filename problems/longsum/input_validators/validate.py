"""A count and that many 64-bit numbers, one on each line."""
import re
import sys

lines = sys.stdin.read().split("\n")
if lines.pop() != "":
    sys.exit("the last line does not end")
if not all(re.fullmatch(r"0|-?[1-9][0-9]*", line) for line in lines):
    sys.exit("a line that is no integer")
count, *entries = map(int, lines)
if not 1 <= count <= 20000 or count != len(entries):
    sys.exit("wrong number of entries")
if not all(-(2**63) <= entry < 2**63 for entry in entries):
    sys.exit("an entry outside 64 bits")
sys.exit(42)
