"""One line of letters and brackets."""
import re
import sys

sys.exit(42 if re.fullmatch(r"[a-z()\[\]{}]{1,100000}\n", sys.stdin.read()) else "bad line")
