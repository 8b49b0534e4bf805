import os, sys
feedback = sys.argv[3]

written = 0
block = b"x" * (1 << 20)
try:
    for i in range(1024):
        with open(feedback + str(i), "wb") as file:
            written += file.write(block)
except OSError:
    pass
sys.exit(42 if written <= 256 << 20 else 43)
