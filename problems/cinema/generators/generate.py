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
    n, c, q, *events = map(int, text.split())
    size = 1 << (n - 1).bit_length()
    free = [0] * size + [c] * n + [0] * (size - n)
    for node in range(size - 1, 0, -1):
        free[node] = max(free[2 * node], free[2 * node + 1])

    def change(row, by):
        node = size + row
        free[node] += by
        while node > 1:
            node //= 2
            free[node] = max(free[2 * node], free[2 * node + 1])

    steps, turned_away, groups = 0, 0, []
    for event in events:
        if event < 0:
            row, people = groups[-event - 1]
            if row >= 0:
                change(row, people)
        elif free[1] < event:
            turned_away += 1
            groups.append((-1, event))
        else:
            node = 1
            while node < size:
                node = 2 * node + (free[2 * node] < event)
            groups.append((node - size, event))
            steps += 2 * (node - size + 1)
            change(node - size, -event)
    return f"{steps} {turned_away}\n"


def day(n, c, events):
    return f"{n} {c} {len(events)}\n" + "".join(f"{event}\n" for event in events)


def random_day(q, largest, leaving):
    """Groups of random size; each event is a departure with the given probability."""
    events, inside, groups = [], [], 0
    for _ in range(q):
        if inside and rng.random() < leaving:
            i = rng.randrange(len(inside))
            inside[i], inside[-1] = inside[-1], inside[i]
            events.append(-inside.pop())
        else:
            groups += 1
            inside.append(groups)
            events.append(rng.randint(1, largest))
    return events


for sample in sorted((SECRET.parent / "sample").glob("*.in")):
    sample.with_suffix(".ans").write_text(solve(sample.read_text()))
rng = random.Random(35)
test("01-one-seat", day(1, 1, [1]))
test("02-one-row-full", day(1, 3, [2, 2, 1, 1]))
test("03-comes-and-leaves", day(1, 10, [10, -1, 10, -2, 10]))
test("04-leaves-the-door", day(2, 2, [2, 2, 2, -3, 1]), "A group that was turned away leaves: no seat becomes free.")
test("05-gap-in-front", day(3, 4, [4, 4, 4, -1, 3, 1, 1]), "The seats that become free are in front of all others.")
test("06-skips-a-row", day(4, 5, [3, 3, 3, 2, 5, 2, 2, 1]))
for number in range(7, 13):
    n, c = rng.randint(1, 8), rng.randint(3, 12)
    test(f"{number:02}-small-random", day(n, c, random_day(40, c, 0.35)))
test("13-not-a-power-of-two", day(5, 2, [2, 2, 2, 2, 2, 1, -5, 2]))
test("14-single-seats", day(20000, 1, [1] * 20001))
test("15-many-small-groups", day(300, 100, random_day(10000, 9, 0.1)))
test("16-long-walks", day(200000, 5, [3] * 70000 + [5] * 5000), "The steps need more than 32 bits.")
test("17-full-to-the-last-row", day(100000, 10, [6] * 100000 + [5] * 100000), "Each group of 5 is too large for every row.")
test("18-random", day(20000, 99, random_day(40000, 99, 0.3)))
