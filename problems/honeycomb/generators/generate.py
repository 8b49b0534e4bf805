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


MOVES = {"E": (0, -1), "R": (1, -1), "S": (-1, 0), "F": (1, 0), "X": (-1, 1), "C": (0, 1)}


def solve(text):
    moves = text.split("\n")[1]
    q, r = (sum(MOVES[move][i] for move in moves) for i in (0, 1))
    d = max(abs(q), abs(r), abs(q + r))
    return f"{d} {1 + 3 * d * (d + 1)}\n"


def crawl(moves):
    return f"{len(moves)}\n{moves}\n"


for sample in sorted((SECRET.parent / "sample").glob("*.in")):
    sample.with_suffix(".ans").write_text(solve(sample.read_text()))
rng = random.Random(6)
test("01-stays-home", crawl(""), "No moves at all; the second line is empty.")
for number, move in enumerate(MOVES, 2):
    test(f"{number:02}-one-{move}", crawl(move))
test("08-around-home", crawl("FCXSERF"), "Once around the own cell.")
test("09-there-and-back", crawl("RRRXXX"))
test("10-zigzag-east", crawl("RC" * 20), "Two moves that together make one to the east.")
test("11-zigzag-north", crawl("ER" * 20), "Straight up there is no neighbour.")
test("12-opposite-signs", crawl("F" * 7 + "E" * 4))
test("13-same-signs", crawl("F" * 7 + "C" * 4))
test("14-minus-both", crawl("S" * 5 + "E" * 9))
for number in range(15, 21):
    test(f"{number}-random", crawl("".join(rng.choice("ERSFXC") for _ in range(rng.randint(10, 400)))))
test("21-far-east", crawl("F" * 10**5), "The number of cells needs more than 32 bits.")
test("22-far-away", crawl("E" * 20000 + "S" * 30000))
test("23-long-walk", crawl("".join(rng.choice("ERSFXC") for _ in range(10**5))))
test("24-drifting", crawl("".join(rng.choice("ERRFFC") for _ in range(10**5))))
