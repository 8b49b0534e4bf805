"""Writes data/secret, and the answers of the samples; always the same files. Run: python3 generators/generate.py"""
import json
import random
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"


def test(name, recording, clap, note=""):
    """Writes one test: the input, its answer by `solve`, and what it is for."""
    path = DATA / "secret" / name
    text = f"{len(recording)} {len(clap)}\n{' '.join(map(str, recording))}\n{' '.join(map(str, clap))}\n"
    path.with_name(path.name + ".in").write_text(text)
    path.with_name(path.name + ".ans").write_text(solve(text))
    if note:
        path.with_name(path.name + ".yaml").write_text(f"description: {json.dumps(note)}\n")


def solve(text):
    """Exact: the two sequences are the digits of two large integers, and these are multiplied."""
    _, recording, clap = text.splitlines()
    r = list(map(int, recording.split()))
    c = list(map(int, clap.split()))
    # With 9 added to every sample no digit is negative; what that adds to a sum is taken off again.
    digits = 4  # bytes: 18 * 18 * 2 * 10**5 < 2**32
    product = number([x + 9 for x in r], digits) * number([x + 9 for x in reversed(c)], digits)
    raw = product.to_bytes(digits * (len(r) + len(c)), "little")
    window, total = sum(r[: len(c)]), sum(c)
    best = None
    for k in range(len(r) - len(c) + 1):
        if k > 0:
            window += r[k + len(c) - 1] - r[k - 1]
        at = digits * (k + len(c) - 1)
        agreement = int.from_bytes(raw[at : at + digits], "little") - 9 * window - 9 * total - 81 * len(c)
        if best is None or agreement > best[1]:
            best = (k, agreement)
    return f"{best[0]} {best[1]}\n"


def number(digits, width):
    return int.from_bytes(b"".join(digit.to_bytes(width, "little") for digit in digits), "little")



def samples(rng, length, low=-9, high=9):
    return [rng.randint(low, high) for _ in range(length)]


def hidden(rng, n, m, k, noise):
    """A clap, and a recording that has it from k on, under noise."""
    clap = samples(rng, m)
    recording = samples(rng, n, -noise, noise)
    for i, x in enumerate(clap):
        recording[k + i] = max(-9, min(9, recording[k + i] + x))
    return recording, clap


rng = random.Random(20261124)
test("01-one-sample", [-9], [9])
test("02-whole", samples(rng, 40), samples(rng, 40), "The clap is as long as the recording: there is one place for it.")
test("03-all-equal", [3] * 30, [2] * 7, "Every place agrees alike: the first one counts.")
test("04-all-negative", [5] * 30, [-9] * 4, "The greatest agreement is below 0.")
test("05-silence", [0] * 50, samples(rng, 9))
for index in range(6, 12):
    n = rng.randint(2, 60)
    test(f"{index:02}-small-random", samples(rng, n), samples(rng, rng.randint(1, n)))
# Laid over the end and the beginning it would agree best.
clap = samples(rng, 40, 5, 9)
test("12-around-the-end", clap[20:] + samples(rng, 200, -3, 3) + clap[:20], clap, "Whoever takes the recording for a circle finds the clap across its end.")
test("13-at-the-end", *hidden(rng, 2000, 150, 1850, 4))
test("14-at-the-start", *hidden(rng, 2000, 150, 0, 4))
test("15-medium", *hidden(rng, 20000, 9000, 7321, 9))
test("16-greatest-sums", [9] * 60000, [9] * 30000, "The agreement is 2430000 everywhere: a tie that rounding must not break.")
test("17-large", *hidden(rng, 200000, 100000, 31415, 9), "10^5 places of 10^5 samples: the sums cannot be computed one by one.")
test("18-large-short-clap", *hidden(rng, 100000, 40, 99900, 3))
for name in ("1", "2"):
    path = DATA / "sample" / name
    path.with_name(name + ".ans").write_text(solve(path.with_name(name + ".in").read_text()))
