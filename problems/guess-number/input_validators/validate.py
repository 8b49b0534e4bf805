"""The range n and the judge's number in it."""
import re
import sys

match = re.fullmatch(r"([1-9][0-9]*) ([1-9][0-9]*)\n", sys.stdin.read())
sys.exit(42 if match and int(match[2]) <= int(match[1]) <= 10**9 else "bad input")
