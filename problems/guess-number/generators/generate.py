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
    return text.split()[1] + "\n"


TOP = 10**9
test("01-only-one", "1 1\n", "There is nothing to choose.")
test("02-first-of-two", "2 1\n")
test("03-second-of-two", "2 2\n")
test("04-small", "3 2\n")
test("05-lowest", f"{TOP} 1\n")
test("06-highest", f"{TOP} {TOP}\n")
test("07-middle", f"{TOP} {TOP // 2}\n")
test("08-above-the-middle", f"{TOP} {TOP // 2 + 1}\n")
test("09-forty", "40 40\n", "Guessing one number after the other just works.")
test("10-forty-one", "41 41\n", "Guessing one number after the other just fails.")
rng = random.Random(21)
for number in range(11, 16):
    n = rng.randint(2, TOP)
    test(f"{number}-random", f"{n} {rng.randint(1, n)}\n")
