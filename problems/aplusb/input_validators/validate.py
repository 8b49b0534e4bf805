"""Two integers on one line, each within two thousand million."""
import re
import sys

text = sys.stdin.read()
if not re.fullmatch(r"(0|-?[1-9][0-9]*) (0|-?[1-9][0-9]*)\n", text):
    sys.exit("not two integers on one line")
if any(abs(int(word)) > 2 * 10**9 for word in text.split()):
    sys.exit("out of range")
sys.exit(42)
