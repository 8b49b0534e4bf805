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


DAY = 86400


def solve(text):
    numbers = list(map(int, text.split()))
    photos, last = 0, -1
    for leaves, comes in sorted(zip(numbers[2::2], numbers[1::2])):
        if comes > last:
            photos, last = photos + 1, leaves
    return f"{photos}\n"


def party(guests):
    guests = list(guests)
    return f"{len(guests)}\n" + "".join(f"{a} {b}\n" for a, b in guests)


def visits(count, longest):
    for _ in range(count):
        a = rng.randint(0, DAY)
        yield a, min(DAY, a + rng.randint(0, longest))


rng = random.Random(80)
test("01-one-guest", party([(0, DAY)]))
test("02-one-moment", party([(7, 7)]))
test("03-same-visit", party([(100, 200)] * 50))
test("04-meet-at-the-door", party([(0, 10), (10, 20)]), "One leaves in the second in which the other comes.")
test("05-just-missed", party([(0, 10), (11, 20)]))
test("06-chain-of-doors", party((i, i + 1) for i in range(100)))
test("07-nested", party((i, 1000 - i) for i in range(500)), "Everyone is there in the middle.")
test("08-long-first", party([(0, 100), (1, 2), (4, 5), (7, 8)]), "The guest who comes first is no good guide.")
test("09-short-between", party([(0, 10), (9, 20), (10, 11)]), "The shortest visit is no good guide.")
test("10-most-crowded", party([(0, 3), (2, 5), (4, 7), (6, 9), (3, 4), (5, 6), (3, 6), (3, 6)]))
for number in range(11, 17):
    test(f"{number}-small-random", party(visits(rng.randint(3, 12), 30000)))
test("17-moments", party(visits(5000, 0)))
test("18-short-visits", party(visits(20000, 60)))
test("19-long-visits", party(visits(5000, 20000)))
test("20-alternating", party((i // 2 * 5, i // 2 * 5 + (9 if i % 2 else 4)) for i in range(4000)))
