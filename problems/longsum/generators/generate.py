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
    return f"{sum(map(int, text.split()[1:]))}\n"


def ledger(entries):
    return f"{len(entries)}\n" + "".join(f"{entry}\n" for entry in entries)


HIGH, LOW = 2**63 - 1, -(2**63)
rng = random.Random(64)
test("01-single-zero", ledger([0]))
test("02-single-highest", ledger([HIGH]))
test("03-single-lowest", ledger([LOW]), "The absolute value does not fit into 64 bits.")
test("04-just-fits", ledger([HIGH - 1, 1]))
test("05-just-over", ledger([HIGH, 1]), "2^63: one more than fits.")
test("06-just-under", ledger([LOW, -1]))
test("07-two-to-the-64", ledger([HIGH, HIGH, 1, 1]), "A sum that wraps around to zero.")
test("08-beyond-doubles", ledger([2**53, 1]), "2^53 + 1 is no double.")
test("09-cancels-late", ledger([HIGH] * 50 + [LOW] * 50), "Partial sums overflow, the sum is small.")
test("10-small-random", ledger([rng.randint(-100, 100) for _ in range(100)]))
test("11-random", ledger([rng.randint(LOW, HIGH) for _ in range(2000)]))
test("12-all-ones", ledger([1] * 20000))
test("13-largest-sum", ledger([HIGH] * 3000), "Far beyond 64 bits.")
test("14-smallest-sum", ledger([LOW] * 3000))
test("15-full-length", ledger([rng.randint(0, 99) for _ in range(19999)] + [LOW]))
