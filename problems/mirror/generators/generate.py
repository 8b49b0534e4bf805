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
    return "".join(line[::-1] + "\n" for line in text.split("\n")[1:-1])


def diary(lines):
    return f"{len(lines)}\n" + "".join(line + "\n" for line in lines)


PRINTABLE = "".join(map(chr, range(32, 127)))
rng = random.Random(1519)
test("01-one-letter", diary(["a"]))
test("02-empty-line", diary([""]), "One line without characters.")
test("03-only-spaces", diary(["   "]))
test("04-palindrome", diary(["never odd or even"[::-1], "racecar", "RaceCar"]))
test("05-leading-spaces", diary(["    four before"]), "They have to come out at the end of the line.")
test("06-trailing-spaces", diary(["four after    "]))
test("07-double-spaces", diary(["a  b   c    d"]))
test("08-every-character", diary([PRINTABLE]))
test("09-format-signs", diary(["100%s %d %n", "\\n is not a newline", "\"quoted\" 'too'"]), "Nothing here has a special meaning.")
test("10-many-empty-lines", diary([""] * 100))
test("11-longest-lines", diary(["x" + " " * 198 + "y"] * 100))
test("12-random", diary(["".join(rng.choice(PRINTABLE) for _ in range(rng.randint(0, 200))) for _ in range(100)]))
test("13-random-blanks", diary(["".join(rng.choice(" ab") for _ in range(rng.randint(0, 40))) for _ in range(60)]))
test("14-numbers", diary(["0010", "1.50", "-7"]), "Tokens are text and not numbers.")
