"""n and m, then n samples and m samples from -9 to 9."""
import re
import sys

text = sys.stdin.read()
sample = r"(?:0|-?[1-9])"
if not re.fullmatch(rf"[1-9][0-9]* [1-9][0-9]*\n{sample}(?: {sample})*\n{sample}(?: {sample})*\n", text):
    sys.exit("bad shape")
first, recording, clap = text.splitlines()
n, m = map(int, first.split())
if not m <= n <= 2 * 10**5:
    sys.exit("out of range")
if len(recording.split()) != n or len(clap.split()) != m:
    sys.exit("another number of samples")
sys.exit(42)
