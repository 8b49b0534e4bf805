"""Writes data/secret; always the same files. Run: python3 generators/generate.py"""
import json
import random
from pathlib import Path

SECRET = Path(__file__).resolve().parent.parent / "data" / "secret"


def test(name, text, note=""):
    """Writes one test: the input, its answer by `solve`, and what it is for."""
    path = SECRET / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.with_name(path.name + ".in").write_text(text)
    path.with_name(path.name + ".ans").write_text(solve(text))
    if note:
        path.with_name(path.name + ".yaml").write_text(f"description: {json.dumps(note)}\n")


def solve(text):
    n, d, *pitches = map(int, text.split())
    pitches.sort()
    pairs = first = 0
    for place, pitch in enumerate(pitches):
        while pitch - pitches[first] > d:
            first += 1
        pairs += place - first
    return f"{pairs}\n"


def choir(d, pitches):
    return f"{len(pitches)} {d}\n{' '.join(map(str, pitches))}\n"


def some(n, highest):
    return [rng.randint(0, highest) for _ in range(n)]


rng = random.Random(440)
test("group1/01-solo", choir(0, [440]))
test("group1/02-unison", choir(0, [7] * 100))
test("group1/03-all-different", choir(0, list(range(100))))
test("group1/04-steps-of-ten", choir(9, list(range(0, 1000, 10))), "Everyone is just too far from everyone else.")
test("group1/05-exactly-d", choir(10, list(range(0, 1000, 10))), "Neighbours are at distance d.")
test("group1/06-random", choir(25, sorted(some(100, 1000))))
test("group1/07-everyone", choir(1000, sorted(some(100, 1000))))
test("group2/01-out-of-order", choir(1, [3, 1, 2]))
test("group2/02-falling", choir(5, list(range(1000, 0, -1))))
test("group2/03-random", choir(0, some(2000, 1000)))
test("group2/04-random-wide", choir(300, some(2000, 1000)))
test("group2/05-low-and-high", choir(999, [0, 1000] * 1000))
test("group2/06-small", choir(2, some(30, 20)))
test("group3/01-unison", choir(0, [5] * 10**5), "About 5 * 10^9 pairs: more than 32 bits.")
test("group3/02-random", choir(2, some(40000, 99)))
test("group3/03-two-pitches", choir(8, [i % 2 * 9 for i in range(10**5)]))
test("group3/04-medium", choir(100, some(4000, 1000)))
test("group3/05-everyone", choir(1000, some(3000, 9)))
