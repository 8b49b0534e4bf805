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
    """Dinic's algorithm. Place i is split into its entrance 2i and its exit 2i + 1."""
    numbers = list(map(int, text.split()))
    n, m, work = numbers[0], numbers[1], numbers[2 : 2 + numbers[0]]
    pairs = set(zip(numbers[2 + n :: 2], numbers[3 + n :: 2]))
    if (1, n) in pairs:
        return "-1\n"
    edges, room = [[] for _ in range(2 * n)], []
    target = []

    def connect(a, b, capacity):
        edges[a].append(len(target))
        edges[b].append(len(target) + 1)
        target.extend((b, a))
        room.extend((capacity, 0))

    for place in range(n):
        connect(2 * place, 2 * place + 1, work[place] if 0 < place < n - 1 else 10**12)
    for u, v in pairs:
        connect(2 * u - 1, 2 * v - 2, 10**12)
        connect(2 * v - 1, 2 * u - 2, 10**12)
    source, sink, flow = 0, 2 * n - 1, 0
    while True:
        level = {source: 0}
        queue = [source]
        for node in queue:
            for edge in edges[node]:
                if room[edge] and target[edge] not in level:
                    level[target[edge]] = level[node] + 1
                    queue.append(target[edge])
        if sink not in level:
            return f"{flow}\n"
        next_edge = [0] * (2 * n)
        path = []
        node = source
        while True:
            if node == sink:
                pushed = min(room[edge] for edge in path)
                flow += pushed
                for edge in path:
                    room[edge] -= pushed
                    room[edge ^ 1] += pushed
                path, node = [], source
            elif next_edge[node] < len(edges[node]):
                edge = edges[node][next_edge[node]]
                if room[edge] and level.get(target[edge]) == level[node] + 1:
                    path.append(edge)
                    node = target[edge]
                else:
                    next_edge[node] += 1
            elif path:
                node = target[path.pop() ^ 1]
                next_edge[node] += 1
            else:
                break


def farm(work, paths):
    paths = [tuple(sorted(path)) for path in paths]
    lines = [f"{len(work)} {len(paths)}", " ".join(map(str, work))] + [f"{u} {v}" for u, v in paths]
    return "\n".join(lines) + "\n"


def random_farm(n, m, most, direct=False):
    work = [0] + [rng.randint(0, most) for _ in range(n - 2)] + [0]
    paths = []
    while len(paths) < m:
        u, v = sorted(rng.sample(range(1, n + 1), 2))
        if direct or (u, v) != (1, n):
            paths.append((u, v))
    return farm(work, paths)


def layers(width, depth, most, degree):
    """Yards in layers from the meadow to the garden; each leads to some of the next layer."""
    n = width * depth + 2
    yard = lambda layer, i: 2 + layer * width + i
    paths = [(1, yard(0, i)) for i in range(width)] + [(yard(depth - 1, i), n) for i in range(width)]
    for layer in range(depth - 1):
        for i in range(width):
            paths += [(yard(layer, i), yard(layer + 1, rng.randrange(width))) for _ in range(degree)]
    return farm([0] + [rng.randint(1, most) for _ in range(n - 2)] + [0], paths)


rng = random.Random(1956)
test("01-no-yards", farm([0, 0], []))
test("02-next-to-each-other", farm([0, 0], [(1, 2)]), "Nothing lies between the two.")
test("03-one-yard", farm([0, 7, 0], [(1, 2), (2, 3)]))
test("04-free-yard", farm([0, 0, 0], [(1, 2), (2, 3)]))
test("05-no-way", farm([0, 5, 5, 0], [(1, 2), (3, 4)]))
test("06-two-ways", farm([0, 5, 6, 0], [(1, 2), (2, 4), (1, 3), (3, 4)]))
test("07-one-yard-many-paths", farm([0, 9, 9, 9, 5, 9, 9, 9, 0], [(1, 2), (1, 3), (1, 4), (2, 5), (3, 5), (4, 5), (5, 6), (5, 7), (5, 8), (6, 9), (7, 9), (8, 9)]), "Closing paths and closing yards are different things.")
test("08-same-path-twice", farm([0, 3, 0], [(1, 2), (1, 2), (2, 3), (2, 3), (2, 3)]))
test("09-way-back", farm([0, 10, 1, 10, 10, 0], [(1, 4), (4, 3), (3, 2), (2, 6), (1, 5), (5, 3)]), "A path is walked from the larger number to the smaller one.")
test("10-detour", farm([0, 4, 4, 9, 4, 4, 0], [(1, 2), (1, 3), (2, 4), (3, 4), (4, 5), (4, 6), (5, 7), (6, 7), (2, 5), (3, 6)]))
for number in range(11, 19):
    n = rng.randint(5, 9)
    test(f"{number}-small-random", random_farm(n, rng.randint(n, 2 * n), 10))
test("19-direct-in-a-crowd", random_farm(40, 1500, 100, True))
test("20-chain", farm([0] + [rng.randint(1, 10**6) for _ in range(298)] + [0], [(i, i + 1) for i in range(1, 300)]))
test("21-star", farm([0] + [10**6] * 298 + [0], [(1, i) for i in range(2, 300)] + [(i, 300) for i in range(2, 300)]), "The largest answer.")
test("22-layers-wide", layers(60, 4, 10**6, 10))
test("23-layers-deep", layers(10, 29, 1000, 6))
test("24-sparse", random_farm(300, 600, 10**6))
test("25-dense", random_farm(300, 3000, 10**6))
test("26-layers-large-numbers", layers(25, 11, 10**6, 9))
