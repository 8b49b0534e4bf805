# @EXPECTED_RESULTS@: MEMORY_LIMIT_EXCEEDED
# Keeps a mebibyte of notes on each entry.
import sys

entries = list(map(int, sys.stdin.read().split()[1:]))
notes = [bytes([1 + number % 255]) * (1 << 20) for number, entry in enumerate(entries)]
print(sum(entries))
