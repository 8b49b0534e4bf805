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


LONGEST = 10**5
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def solve(text):
    """Suffix automaton: the longest string of a state that occurs k times."""
    k, song = int(text.split()[0]), text.split()[1]
    step, link, length, times = [{}], [-1], [0], [0]
    last = 0
    for letter in song:
        now = len(step)
        step.append({})
        link.append(0)
        length.append(length[last] + 1)
        times.append(1)
        state = last
        while state >= 0 and letter not in step[state]:
            step[state][letter] = now
            state = link[state]
        if state >= 0:
            target = step[state][letter]
            if length[target] == length[state] + 1:
                link[now] = target
            else:
                copy = len(step)
                step.append(dict(step[target]))
                link.append(link[target])
                length.append(length[state] + 1)
                times.append(0)
                while state >= 0 and step[state].get(letter) == target:
                    step[state][letter] = copy
                    state = link[state]
                link[target] = link[now] = copy
        last = now
    best = 0
    for state in sorted(range(1, len(step)), key=lambda state: -length[state]):
        times[link[state]] += times[state]
        if times[state] >= k:
            best = max(best, length[state])
    return f"{best}\n"


def song(k, text):
    return f"{k}\n{text}\n"


def letters(count, alphabet):
    return "".join(rng.choice(alphabet) for _ in range(count))


def fibonacci(count):
    one, two = "a", "ab"
    while len(two) < count:
        one, two = two, two + one
    return two[:count]


rng = random.Random(44)
test("01-one-letter", song(2, "a"))
test("02-two-same", song(2, "zz"))
test("03-k-too-large", song(100000, "abcabc"))
test("04-overlap", song(2, "abababa"), "Occurrences overlap.")
test("05-two-halves", song(2, "refrainrefrain"))
test("06-single-letters-only", song(3, "abacada"))
for number in range(7, 15):
    test(f"{number:02}-small-random", song(rng.randint(2, 4), letters(rng.randint(5, 40), LETTERS[: rng.randint(1, 3)])))
test("15-random-letters", song(2, letters(LONGEST, LETTERS)))
test("16-random-two-letters", song(5, letters(50000, "ab")))
test("17-all-the-same", song(2, "a" * LONGEST), "The refrain is almost the whole song.")
test("18-all-the-same-k-is-half", song(15000, "q" * 30000))
test("19-period-of-seven", song(1000, "refrain" * (LONGEST // 7)))
test("20-fibonacci", song(2, fibonacci(LONGEST)))
verse = letters(20000, "abc")
test("21-verse-three-times", song(3, verse + letters(5000, "abc") + verse + letters(5000, "abc") + verse))
test("22-k-never-reached", song(20000, letters(50000, "abcd")))
test("23-one-odd-letter", song(2, "a" * (LONGEST // 2) + "b" + "a" * (LONGEST // 2 - 1)))
