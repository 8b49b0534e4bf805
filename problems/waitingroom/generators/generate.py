"""Writes data/secret; always the same files. Run: python3 generators/generate.py"""
import heapq
import json
import random
from pathlib import Path

SECRET = Path(__file__).resolve().parent.parent / "data" / "secret"


def test(name, events, note=""):
    """Writes one test: the input, its answer by `solve`, and what it is for."""
    path = SECRET / name
    path.with_name(path.name + ".in").write_text("\n".join([str(len(events)), *events]) + "\n")
    path.with_name(path.name + ".ans").write_text(solve(events))
    if note:
        path.with_name(path.name + ".yaml").write_text(f"description: {json.dumps(note)}\n")


def solve(events):
    queue, gone, called = [], set(), []
    for number, event in enumerate(events):
        kind, *rest = event.split()
        if kind == "come":
            heapq.heappush(queue, (-int(rest[1]), number, rest[0]))
        elif kind == "go":
            gone.add(rest[0])
        else:
            while queue and queue[0][2] in gone:
                heapq.heappop(queue)
            called.append(heapq.heappop(queue)[2] if queue else "-")
    return "".join(name + "\n" for name in called)


def names(rng):
    """Without end, none twice."""
    seen = set()
    while True:
        name = "".join(rng.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(rng.randint(3, 8)))
        if name not in seen:
            seen.add(name)
            yield name


def day(rng, length, urgencies, come, go):
    """A day on which patients come and go with these weights; `next` has the rest of 1."""
    new, waiting, queue, events = names(rng), {}, [], []
    for number in range(length):
        draw = rng.random()
        if draw < come:
            name, urgency = next(new), rng.choice(urgencies)
            waiting[name] = None
            heapq.heappush(queue, (-urgency, number, name))
            events.append(f"come {name} {urgency}")
        elif draw < come + go and waiting:
            name = rng.choice(list(waiting)) if len(waiting) < 200 else next(iter(waiting))
            del waiting[name]
            events.append(f"go {name}")
        else:
            events.append("next")
            while queue:
                name = heapq.heappop(queue)[2]
                if name in waiting:
                    del waiting[name]
                    break
    return events if "next" in events else events[:-1] + ["next"]


rng = random.Random(20261124)
test("01-nobody", ["next"])
test("02-one", ["come a 1", "next", "next"])
test("03-goes", ["come a 5", "come b 2", "go a", "next", "next"], "The most urgent patient has gone home.")
test("04-same-urgency", [f"come {name} 4" for name in ("zoe", "ann", "max", "bob")] + ["next"] * 5, "Equal urgency: in the order of arrival, not of names.")
test("05-ten-and-nine", ["come a 9", "come b 10", "come c 1000000000", "next", "next", "next"], "Urgencies are numbers, not words.")
for index in range(6, 12):
    test(f"{index:02}-small-random", day(rng, rng.randint(5, 40), [1, 2, 3], 0.5, 0.15))
test("12-few-urgencies", day(rng, 3000, [1, 2], 0.55, 0.1))
test("13-many-go", day(rng, 3000, range(1, 10**9), 0.5, 0.3))
test("14-crowd", [f"come {name} {rng.randint(1, 10**9)}" for name, _ in zip(names(rng), range(16000))] + ["next"] * 16000, "Everybody comes before anybody is called.")
test("15-crowd-that-stays", day(rng, 50000, range(1, 10**5), 0.7, 0.02), "The waiting room fills, and patients are called all the time.")
test("16-one-urgency", day(rng, 30000, [7], 0.6, 0.1))
