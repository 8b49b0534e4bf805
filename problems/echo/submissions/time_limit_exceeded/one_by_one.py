"""Every sum by itself, though by numpy."""
import sys

import numpy as np

n, m, *samples = map(int, sys.stdin.buffer.read().split())
agreement = np.correlate(np.array(samples[:n], dtype=np.int64), np.array(samples[n:], dtype=np.int64), "valid")
k = int(agreement.argmax())
print(k, agreement[k])
