"""There is numpy here, and nothing else."""
import sys

from scipy.signal import correlate

n, m, *samples = map(int, sys.stdin.buffer.read().split())
agreement = correlate(samples[:n], samples[n:], "valid")
print(agreement.argmax(), agreement.max())
