"""k and a song."""
import re
import sys

match = re.fullmatch(r"([1-9][0-9]{0,5})\n[a-z]{1,100000}\n", sys.stdin.read())
sys.exit(42 if match and 2 <= int(match[1]) <= 10**5 else "bad input")
