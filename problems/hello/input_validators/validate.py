"""The input is empty."""
import sys

sys.exit(43 if sys.stdin.buffer.read(1) else 42)
