#!/usr/bin/env python3
"""n steps and m pairs of different ones."""
import re
import sys

text = sys.stdin.read()
NUMBER = r"(?:0|[1-9][0-9]*)"
if not re.fullmatch(rf"(?:{NUMBER} {NUMBER}\n)+", text):
    sys.exit("bad shape")
n, m, *steps = map(int, text.split())
if not (1 <= n <= 10000 and 0 <= m <= 15000 and len(steps) == 2 * m):
    sys.exit("bad n or m")
if not all(1 <= a <= n and 1 <= b <= n and a != b for a, b in zip(steps[0::2], steps[1::2])):
    sys.exit("bad pair")
sys.exit(42)
