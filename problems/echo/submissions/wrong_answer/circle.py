"""Takes the recording for a circle: the transform is no longer than the recording, and every place counts."""
import sys

import numpy as np

n, m, *samples = map(int, sys.stdin.buffer.read().split())
recording = np.array(samples[:n], dtype=float)
clap = np.array(samples[n:], dtype=float)
product = np.fft.irfft(np.fft.rfft(recording) * np.conj(np.fft.rfft(clap, n)), n)
agreement = np.rint(product).astype(np.int64)
k = int(agreement.argmax())
print(k, agreement[k])
