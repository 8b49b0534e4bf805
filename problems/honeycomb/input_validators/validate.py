"""n and n moves."""
import re
import sys

match = re.fullmatch(r"(0|[1-9][0-9]*)\n([ERSFXC]*)\n", sys.stdin.read())
sys.exit(42 if match and int(match[1]) == len(match[2]) <= 10**5 else "bad input")
