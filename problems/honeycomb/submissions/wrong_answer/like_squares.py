# Adds the two coordinates up, as if the cells were squares.
MOVES = {"E": (0, -1), "R": (1, -1), "S": (-1, 0), "F": (1, 0), "X": (-1, 1), "C": (0, 1)}
input()
moves = input()
q = sum(MOVES[move][0] for move in moves)
r = sum(MOVES[move][1] for move in moves)
d = abs(q) + abs(r)
print(d, 1 + 3 * d * (d + 1))
