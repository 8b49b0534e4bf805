# cpython: too slow as it is interpreted; PyPy compiles it.
# Tries every side up to the square root, for each pack anew.
import sys

for word in sys.stdin.buffer.read().split()[1:]:
    x = int(word)
    ways = 0
    side = 1
    while side * side <= x:
        if x % side == 0:
            ways += 1 if side * side == x else 2
        side += 1
    print(ways)
