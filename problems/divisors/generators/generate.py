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


TOP = 10**6


def prime_powers():
    """The number of divisors of every number up to TOP, by their smallest primes."""
    smallest = list(range(TOP + 1))
    for p in range(2, 1001):
        if smallest[p] == p:
            for multiple in range(p * p, TOP + 1, p):
                if smallest[multiple] == multiple:
                    smallest[multiple] = p
    count = [0, 1] + [0] * (TOP - 1)
    for x in range(2, TOP + 1):
        rest, power = x, 1
        while rest % smallest[x] == 0:
            rest //= smallest[x]
            power += 1
        count[x] = count[rest] * power
    return count, [x for x in range(2, TOP + 1) if smallest[x] == x]


COUNT, PRIMES = prime_powers()


def solve(text):
    return "".join(f"{COUNT[int(word)]}\n" for word in text.split()[1:])


def packs(numbers):
    return f"{len(numbers)}\n" + "".join(f"{x}\n" for x in numbers)


rng = random.Random(7)
test("01-one", packs([1]))
test("02-two", packs([2]))
test("03-largest", packs([TOP]))
test("04-one-to-hundred", packs(list(range(1, 101))))
test("05-squares", packs([x * x for x in range(1, 1001)]), "A square has an odd number of divisors.")
test("06-powers-of-two", packs([2**e for e in range(20)]))
test("07-largest-primes", packs(PRIMES[-500:]))
test("08-prime-squares", packs([p * p for p in PRIMES if p * p <= TOP]), "Exactly three ways each.")
test("09-most-divisors", packs([720720, 831600, 942480, 982800, 997920]))
test("10-below-the-top", packs(list(range(TOP - 500, TOP + 1))))
test("11-random", packs([rng.randint(1, TOP) for _ in range(1000)]))
test("12-same-prime-often", packs([999983] * 5000))
test("13-small-numbers", packs([rng.randint(1, 99) for _ in range(10000)]))
test("14-many-large", packs([TOP - rng.randint(0, 50000) for _ in range(75000)]), "Trial division takes about 1000 steps for each.")
