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
    a, b = map(int, text.split())
    return f"{a + b}\n"


TOP = 2 * 10**9
test("01-zeros", "0 0\n")
test("02-one-and-zero", "1 0\n")
test("03-cancels", "-17 17\n", "The sum is zero, which is not to be printed as -0.")
test("04-small-negative", "-5 -8\n")
test("05-largest", f"{TOP} {TOP}\n", "Overflows 32 bits.")
test("06-smallest", f"{-TOP} {-TOP}\n", "Overflows 32 bits downwards.")
test("07-extremes-cancel", f"{TOP} {-TOP}\n")
test("08-fits-exactly", "2000000000 147483647\n", "The largest 32-bit number.")
test("09-one-too-many", "2000000000 147483648\n", "One more than the largest 32-bit number.")
rng = random.Random(20)
for number in range(10, 15):
    test(f"{number}-random", f"{rng.randint(-TOP, TOP)} {rng.randint(-TOP, TOP)}\n")
