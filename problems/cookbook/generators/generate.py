"""Writes data/secret; always the same files. Run: python3 generators/generate.py"""
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
        path.with_name(path.name + ".desc").write_text(note + "\n")


def solve(text):
    n, m, *numbers = map(int, text.split())
    after, missing = [[] for _ in range(n + 1)], [0] * (n + 1)
    for a, b in zip(numbers[0::2], numbers[1::2]):
        after[a].append(b)
        missing[b] += 1
    order = [step for step in range(1, n + 1) if not missing[step]]
    for step in order:
        for later in after[step]:
            missing[later] -= 1
            if not missing[later]:
                order.append(later)
    return " ".join(map(str, order)) + "\n" if len(order) == n else "impossible\n"


def recipe(n, pairs):
    pairs = list(pairs)
    return f"{n} {len(pairs)}\n" + "".join(f"{a} {b}\n" for a, b in pairs)


def consistent(n, m):
    """Random pairs that follow a random order."""
    order = list(range(1, n + 1))
    rng.shuffle(order)
    for _ in range(m):
        i, j = sorted(rng.sample(range(n), 2))
        yield order[i], order[j]


rng = random.Random(180)
test("01-one-step", recipe(1, []))
test("02-nothing-known", recipe(5, []), "Every order is right.")
test("03-contradiction", recipe(2, [(1, 2), (2, 1)]))
test("04-pair-twice", recipe(2, [(2, 1), (2, 1), (2, 1)]), "A pair given more than once counts once.")
test("05-backwards", recipe(6, [(i + 1, i) for i in range(1, 6)]))
test("06-loop-at-the-end", recipe(6, [(1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 4)]), "Some steps can be done, not all.")
test("07-loop-apart", recipe(7, [(1, 2), (2, 3), (5, 6), (6, 7), (7, 5)]))
test("08-diamond", recipe(4, [(1, 2), (1, 3), (2, 4), (3, 4)]))
test("09-all-before-one", recipe(50, [(i, 1) for i in range(2, 51)]))
test("10-one-before-all", recipe(50, [(50, i) for i in range(1, 50)]))
for number in range(11, 15):
    test(f"{number}-small-consistent", recipe(12, consistent(12, 20)))
test("15-complete", recipe(100, ((a, b) for a in range(1, 101) for b in range(1, a))), "Only one order is right: 100 99 ... 1.")
test("16-sparse", recipe(5000, consistent(5000, 3000)))
test("17-chain", recipe(10000, [(i, i + 1) for i in range(9999, 0, -1)]), "Recursion gets 10000 deep.")
test("18-large", recipe(10000, consistent(10000, 15000)))
pairs = list(consistent(3000, 6000))
test("19-large-contradiction", recipe(3000, pairs + [(pairs[0][1], pairs[0][0])]))
test("20-chain-backwards", recipe(3000, [(i + 1, i) for i in range(1, 3000)]))
