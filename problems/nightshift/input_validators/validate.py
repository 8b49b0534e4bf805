#!/usr/bin/env python3
"""n, k and the pay of n nights."""
import re
import sys

match = re.fullmatch(r"([1-9][0-9]*) ([1-9][0-9]*)\n((?:0|[1-9][0-9]*)(?: (?:0|[1-9][0-9]*))*)\n", sys.stdin.read())
if not match:
    sys.exit("bad shape")
n, k = int(match[1]), int(match[2])
pay = list(map(int, match[3].split()))
if not (1 <= k <= n <= 20000 and len(pay) == n and max(pay) <= 10**9):
    sys.exit("out of range")
sys.exit(42)
