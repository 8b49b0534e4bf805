"""A directed graph with travel times."""
import re
import sys

lines = sys.stdin.read().split("\n")
if lines.pop() != "":
    sys.exit("the last line does not end")
NUMBER = r"(?:0|[1-9][0-9]*)"
if not re.fullmatch(f"{NUMBER} {NUMBER}", lines[0]):
    sys.exit("bad first line")
n, m = map(int, lines[0].split())
if not (2 <= n <= 20000 and 0 <= m <= 25000 and len(lines) == m + 1):
    sys.exit("bad n or m")
for line in lines[1:]:
    if not re.fullmatch(f"{NUMBER} {NUMBER} {NUMBER}", line):
        sys.exit(f"bad line: {line}")
    u, v, t = map(int, line.split())
    if not (1 <= u <= n and 1 <= v <= n and u != v and t <= 10**9):
        sys.exit(f"out of range: {line}")
sys.exit(42)
