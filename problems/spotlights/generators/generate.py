"""Writes data/secret; always the same files. Run: python3 generators/generate.py"""
import json
import random
from decimal import Decimal, getcontext
from math import acos
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


getcontext().prec = 60
PI = Decimal("3.14159265358979323846264338327950288419716939937510582097494459")


def sine_cosine(x):
    """Both by their series; x is at most pi."""
    sine, cosine, term = Decimal(0), Decimal(0), Decimal(1)
    for power in range(120):
        if power % 2:
            sine += term if power % 4 == 1 else -term
        else:
            cosine += term if power % 4 == 0 else -term
        term = term * x / (power + 1)
    return sine, cosine


def arc_cosine(c):
    """Starts from the value as a double and adds the sine of what is missing: sin(exact - angle)."""
    sine = (1 - c * c).sqrt()
    angle = Decimal(acos(float(c)))
    for _ in range(6):
        near_sine, near_cosine = sine_cosine(angle)
        angle += sine * near_cosine - c * near_sine
    return angle


def solve(text):
    x1, y1, r1, x2, y2, r2 = map(Decimal, text.split())
    square = (x1 - x2) ** 2 + (y1 - y2) ** 2
    if square >= (r1 + r2) ** 2:
        area = Decimal(0)
    elif square <= (r1 - r2) ** 2:
        area = PI * min(r1, r2) ** 2
    else:
        area = Decimal(0)
        distance = square.sqrt()
        for r, other in ((r1, r2), (r2, r1)):
            c = (square + r * r - other * other) / (2 * distance * r)
            area += r * r * (arc_cosine(c) - c * (1 - c * c).sqrt())
    return f"{area:.12f}\n"


def lights(*numbers):
    return "{} {} {}\n{} {} {}\n".format(*numbers)


for sample in sorted((SECRET.parent / "sample").glob("*.in")):
    sample.with_suffix(".ans").write_text(solve(sample.read_text()))
rng = random.Random(314)
test("01-same-disc", lights(5, 5, 7, 5, 5, 7), "The distance of the centres is zero.")
test("02-same-centre", lights(-3, 4, 10, -3, 4, 2))
test("03-far-apart", lights(-10000, -10000, 1, 10000, 10000, 1))
test("04-touch-outside", lights(0, 0, 5, 6, 8, 5), "Area zero; rounding may give acos a number above 1.")
test("05-touch-inside", lights(0, 0, 15, 6, 8, 5))
test("06-small-in-large", lights(0, 0, 10000, 10, 10, 1))
test("07-large-around-small", lights(10, 10, 1, 0, 0, 10000))
test("08-thin-lens", lights(-9999, 0, 10000, 10000, 0, 10000), "Large circles, tiny overlap.")
test("09-almost-inside", lights(0, 0, 10000, 5001, 0, 5000), "All but a sliver of the smaller disc.")
test("10-largest", lights(0, 0, 10000, 0, 0, 10000))
test("11-centre-on-rim", lights(0, 0, 10, 10, 0, 10))
test("12-centre-beyond-chord", lights(0, 0, 10, 9, 0, 2), "The smaller centre lies beyond the common chord.")
test("13-unit", lights(0, 0, 1, 1, 1, 1))
number = 14
while number < 30:
    radius = 10 ** rng.randint(1, 4)
    case = [rng.randint(-radius, radius), rng.randint(-radius, radius), rng.randint(1, radius)]
    case += [rng.randint(-radius, radius), rng.randint(-radius, radius), rng.randint(1, radius)]
    square = (case[0] - case[3]) ** 2 + (case[1] - case[4]) ** 2
    if (case[2] - case[5]) ** 2 < square < (case[2] + case[5]) ** 2:
        test(f"{number}-random", lights(*case))
        number += 1
