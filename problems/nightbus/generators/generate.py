"""Writes data/secret; always the same files. Run: python3 generators/generate.py"""
import heapq
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
    n, m, *numbers = map(int, text.split())
    lines = [[] for _ in range(n + 1)]
    for i in range(m):
        u, v, t = numbers[3 * i : 3 * i + 3]
        lines[u].append((v, t))
    best, queue = {}, [(0, 1)]
    while queue:
        time, stop = heapq.heappop(queue)
        if stop not in best:
            best[stop] = time
            for other, t in lines[stop]:
                heapq.heappush(queue, (time + t, other))
    return f"{best.get(n, 'walk')}\n"


def network(n, lines):
    return f"{n} {len(lines)}\n" + "".join("{} {} {}\n".format(*line) for line in lines)


def scattered(n, m, longest):
    lines = []
    while len(lines) < m:
        u, v = rng.randint(1, n), rng.randint(1, n)
        if u != v:
            lines.append((u, v, rng.randint(0, longest)))
    return lines


rng = random.Random(2359)
test("01-no-lines", network(2, []))
test("02-one-line", network(2, [(1, 2, 7)]))
test("03-wrong-direction", network(2, [(2, 1, 7)]), "Lines go one way only.")
test("04-parallel-lines", network(2, [(1, 2, 9), (1, 2, 3), (1, 2, 5)]))
test("05-takes-no-time", network(3, [(1, 2, 0), (2, 3, 0)]))
test("06-loop-of-zeros", network(4, [(1, 2, 0), (2, 1, 0), (2, 3, 5), (3, 2, 0), (3, 4, 1)]))
test("07-fewest-is-not-fastest", network(5, [(1, 5, 100), (1, 2, 1), (2, 3, 1), (3, 4, 1), (4, 5, 1)]), "Fewest buses and least time differ.")
test("08-greedy-trap", network(4, [(1, 2, 1), (2, 4, 100), (1, 3, 10), (3, 4, 10)]))
test("09-long-way", network(2000, [(i, i + 1, 10**9) for i in range(1, 2000)]), "Needs more than 32 bits.")
test("10-unreachable-end", network(100, [line for line in scattered(100, 600, 50) if line[1] != 100]))
test("11-small-random", network(20, scattered(20, 60, 20)))
test("12-dense", network(90, scattered(90, 3000, 1000)))
test("13-sparse-random", network(2000, scattered(2000, 5000, 10**6)))
test("14-just-connected", network(3000, scattered(3000, 7000, 9)))
chain = [(i, i + 1, 1) for i in range(19999, 0, -1)]
for _ in range(5001):
    u = rng.randint(1, 19900)
    v = rng.randint(u + 2, min(20000, u + 100))
    chain.append((u, v, 2 * (v - u)))
test("15-backwards-chain", network(20000, chain), "In this order, relaxing all lines again and again takes 20000 rounds.")
test("16-large-random", network(20000, scattered(20000, 22000, 999)))
