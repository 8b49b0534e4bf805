"""Writes data/secret; always the same files. Run: python3 generators/generate.py"""
import json
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
    n = int(text)
    if n * (n + 1) // 2 % 2:
        return "impossible\n"
    left, trucks = n * (n + 1) // 4, ([], [])
    for block in range(n, 0, -1):
        trucks[0 if block <= left else 1].append(block)
        left -= block if block <= left else 0
    return "".join(" ".join(map(str, [len(truck)] + truck)) + "\n" for truck in trucks)


for name, n, note in (
    ("01-one", 1, "One truck would be empty."),
    ("02-two", 2, ""),
    ("03-four", 4, ""),
    ("04-six", 6, ""),
    ("05-seven", 7, ""),
    ("06-eight", 8, ""),
    ("07-nine", 9, ""),
    ("08-ten", 10, ""),
    ("09-eleven", 11, ""),
    ("10-hundred", 100, ""),
    ("11-hundred-one", 101, ""),
    ("12-thousand-three", 1003, "n leaves 3 when divided by 4."),
    ("13-largest-but-one", 19999, "n leaves 3 when divided by 4."),
    ("14-largest", 20000, "The sum of all blocks is about two hundred million."),
    ("15-largest-impossible", 19998, ""),
):
    test(name, f"{n}\n", note)
