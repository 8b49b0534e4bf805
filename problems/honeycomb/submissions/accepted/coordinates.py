MOVES = {"E": (0, -1), "R": (1, -1), "S": (-1, 0), "F": (1, 0), "X": (-1, 1), "C": (0, 1)}
input()
q = r = 0
for move in input():
    q += MOVES[move][0]
    r += MOVES[move][1]
d = max(abs(q), abs(r), abs(q + r))
print(d, 1 + 3 * d * (d + 1))
