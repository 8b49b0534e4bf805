#!/usr/bin/env python3
"""A count and that many lines of printable ASCII, 200 characters each at most."""
import re
import sys

text = sys.stdin.buffer.read().decode("ascii")
first, newline, rest = text.partition("\n")
if not re.fullmatch(r"[1-9][0-9]{0,2}", first) or int(first) > 100:
    sys.exit("bad count")
lines = rest.split("\n")
if lines.pop() != "" or len(lines) != int(first):
    sys.exit("wrong number of lines")
if not all(re.fullmatch(r"[ -~]{0,200}", line) for line in lines):
    sys.exit("bad line")
sys.exit(42)
