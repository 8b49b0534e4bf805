"""Without numpy: the samples are the digits of two decimal numbers, and the decimal module multiplies fast."""
# CPython: its decimal module is written in C, that of PyPy in Python.
import sys
from decimal import MAX_EMAX, MAX_PREC, Context, Decimal

WIDTH = 8  # 18 * 18 * 2 * 10**5 has eight digits


def digits(samples):
    return Decimal("".join(f"{x + 9:0{WIDTH}}" for x in samples))


def main():
    n, m, *samples = map(int, sys.stdin.buffer.read().split())
    recording, clap = samples[:n], samples[n:]
    context = Context(prec=MAX_PREC // 10**9 + WIDTH * (n + m), Emax=MAX_EMAX)
    text = format(context.multiply(digits(recording[::-1]), digits(clap)), "f").rjust(WIDTH * (n + m), "0")
    # The lowest digits stand at the end of the text.
    window, total = sum(recording[:m]), sum(clap)
    best = None
    for k in range(n - m + 1):
        if k > 0:
            window += recording[k + m - 1] - recording[k - 1]
        end = len(text) - WIDTH * (k + m - 1)
        agreement = int(text[end - WIDTH : end]) - 9 * window - 9 * total - 81 * m
        if best is None or agreement > best[0]:
            best = (agreement, k)
    print(best[1], best[0])


main()
