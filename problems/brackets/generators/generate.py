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


PAIRS = {")": "(", "]": "[", "}": "{"}
LONGEST = 10**5


def solve(text):
    stack = []
    for sign in text:
        if sign in "([{":
            stack.append(sign)
        elif sign in PAIRS and (not stack or stack.pop() != PAIRS[sign]):
            return "no\n"
    return "no\n" if stack else "yes\n"


def sound(pairs, letters):
    """A random sound log with so many boxes and letters."""
    log, stack, left = [], [], pairs
    while left or stack:
        if left and (not stack or rng.random() < 0.5):
            left -= 1
            closing = rng.choice(")]}")
            log.append(PAIRS[closing])
            stack.append(closing)
        else:
            log.append(stack.pop())
    for _ in range(letters):
        log.insert(rng.randint(0, len(log)), rng.choice("abcdefghijklmnopqrstuvwxyz"))
    return log


rng = random.Random(99)
test("01-one-letter", "a\n")
test("02-one-opened", "(\n", "Nothing is ever closed.")
test("03-one-closed", "]\n", "Nothing was ever opened: a stack would be empty.")
test("04-wrong-order", "}{\n")
test("05-wrong-kind", "(}\n")
test("06-all-kinds", "()[]{}\n")
test("07-crossed", "([{)]}\n", "Counting each kind apart is not enough.")
test("08-crossed-late", "(a)[b]{c}({)}\n")
test("09-closed-twice", "(ab))\n")
test("10-letters-only", "nothinginhere\n")
test("11-small-sound", "".join(sound(20, 15)) + "\n")
test("12-last-sign-wrong", "".join(sound(20, 15))[:-1] + "{\n")
test("13-deep", "(" * (LONGEST // 2) + ")" * (LONGEST // 2) + "\n", "Deep nesting: recursion may not reach so far down.")
test("14-deep-mixed-wrong", "([{" * 10000 + "}])" * 9999 + "})]" + "\n")
test("15-long-sound", "".join(sound(15000, 2000)) + "\n")
broken = sound(15000, 2000)
broken[7000] = "]" if broken[7000] != "]" else ")"
test("16-long-broken", "".join(broken) + "\n")
test("17-all-opened", "[" * LONGEST + "\n")
test("18-all-closed", ")" * LONGEST + "\n")
