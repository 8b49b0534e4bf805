"""Compares what the transform gives as it stands: of equal agreements the one with the greatest error wins."""
import sys

import numpy as np

n, m, *samples = map(int, sys.stdin.buffer.read().split())
size = 1 << (n + m - 1).bit_length()
product = np.fft.irfft(np.fft.rfft(samples[:n], size) * np.fft.rfft(samples[:n - 1 : -1], size), size)[m - 1 : n]
k = int(product.argmax())
print(k, round(product[k]))
