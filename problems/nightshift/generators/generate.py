"""Writes data/secret; always the same files. Run: python3 generators/generate.py"""
import random
from collections import deque
from pathlib import Path

SECRET = Path(__file__).resolve().parent.parent / "data" / "secret"


def test(name, text, note=""):
    """Writes one test: the input, its answer by `solve`, and what it is for."""
    path = SECRET / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.with_name(path.name + ".in").write_text(text)
    path.with_name(path.name + ".ans").write_text(solve(text))
    if note:
        path.with_name(path.name + ".desc").write_text(note + "\n")


def solve(text):
    """The nights off cost least: a shortest path over them, with a window of k + 1 nights."""
    n, k, *pay = map(int, text.split())
    cost = [0] + pay + [0]
    window, least = deque([0]), [0] * (n + 2)
    for night in range(1, n + 2):
        if window[0] < night - k - 1:
            window.popleft()
        least[night] = least[window[0]] + cost[night]
        while window and least[window[-1]] >= least[night]:
            window.pop()
        window.append(night)
    return f"{sum(pay) - least[n + 1]}\n"


def nights(k, pay):
    return f"{len(pay)} {k}\n{' '.join(map(str, pay))}\n"


def some(count, highest):
    return [rng.randint(0, highest) for _ in range(count)]


rng = random.Random(1921)
test("01-one-night", nights(1, [7]))
test("02-one-unpaid-night", nights(1, [0]))
test("03-every-other", nights(1, [5, 5, 5, 5, 5]))
test("04-not-every-other", nights(1, [1, 9, 1, 1, 9, 1]), "Two nights of sleep in a row pay off.")
test("05-never-sleeps", nights(6, [3, 1, 4, 1, 5, 9]))
test("06-sleeps-once", nights(5, [3, 1, 4, 1, 5, 9]))
test("07-greedy-trap", nights(2, [4, 5, 6, 1, 6, 5, 4]), "Leaving out the cheapest night of each block is not best.")
test("08-all-zero", nights(3, [0] * 50))
test("09-large-pay", nights(5900, [10**9] * 6000), "The sum needs more than 32 bits.")
test("10-rising", nights(7, list(range(1, 1001))))
test("11-falling", nights(7, list(range(1000, 0, -1))))
for number in range(12, 20):
    n = rng.randint(2, 60)
    test(f"{number}-small-random", nights(rng.randint(1, n), some(n, 20)))
test("20-forty-nights", nights(3, some(60, 100)), "Too many choices to try them all.")
test("21-k-is-one", nights(1, some(20000, 999)))
test("22-k-is-half", nights(10000, some(20000, 999)))
test("23-k-is-all-but-one", nights(19999, some(20000, 999)))
test("24-large-random", nights(141, some(10000, 10**9)))
