"""All agreements at once, by the Fourier transform."""
import sys

import numpy as np

n, m, *samples = map(int, sys.stdin.buffer.read().split())
recording = np.array(samples[:n], dtype=float)
clap = np.array(samples[n:], dtype=float)
size = 1 << (n + m - 1).bit_length()
product = np.fft.irfft(np.fft.rfft(recording, size) * np.fft.rfft(clap[::-1], size), size)
# Sums of integers, but for an error far below one half.
agreement = np.rint(product[m - 1 : n]).astype(np.int64)
k = int(agreement.argmax())
print(k, agreement[k])
