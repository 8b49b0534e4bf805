"""Accepts any fair loading of the two trucks, and says what is wrong with an unfair one.

Called as: validate.py input answer feedback_dir < output. Exit code 42: right, 43: wrong.
"""
import re
import sys
from pathlib import Path

input_file, answer_file, feedback = sys.argv[1:4]


def reject(team, judge):
    Path(feedback, "teammessage.txt").write_text(team + "\n")
    Path(feedback, "judgemessage.txt").write_text(judge + "\n")
    sys.exit(43)


n = int(Path(input_file).read_text())
possible = Path(answer_file).read_text().strip() != "impossible"
words = sys.stdin.buffer.read().decode("utf-8", "replace").split()

if not words:
    reject("Your program printed nothing.", "no output")
if words[0].lower() == "impossible":
    if len(words) > 1:
        reject("There is more output after impossible.", f"trailing output: {words[1][:40]}")
    if possible:
        reject("Your program says impossible, but the blocks can be shared.", "claims impossible")
    sys.exit(42)

for word in words:
    if not re.fullmatch(r"[0-9]{1,9}", word):
        reject(f"'{word[:20]}' is not the number of a block.", f"not a number: {word[:40]}")

seen = [False] * (n + 1)
weights = []
position = 0
for truck in ("first", "second"):
    if position == len(words):
        reject(f"The {truck} truck is missing.", "output ends before the second truck")
    count = int(words[position])
    blocks = list(map(int, words[position + 1 : position + 1 + count]))
    position += 1 + count
    if len(blocks) != count:
        reject(f"The {truck} truck should have {count} blocks, but the output ends before that.", f"{len(blocks)} of {count} blocks")
    for block in blocks:
        if not 1 <= block <= n:
            reject(f"There is no block {block}.", f"block {block} with n = {n}")
        if seen[block]:
            reject(f"Block {block} is loaded twice.", f"block {block} is loaded twice")
        seen[block] = True
    weights.append(sum(blocks))
if position < len(words):
    reject("There is more output after the second truck.", f"trailing output: {words[position][:40]}")
if not all(seen[1:]):
    block = seen.index(False, 1)
    reject(f"Block {block} is left behind.", f"block {block} is on no truck")
if weights[0] != weights[1]:
    reject("The trucks do not carry the same weight.", f"weights {weights[0]} and {weights[1]}")
if not possible:
    sys.exit("the submission shared what the answer says cannot be shared")
sys.exit(42)
