import os, sys
feedback = sys.argv[3]

made = 0
try:
    for made in range(20000):
        os.mknod(feedback + str(made))
except OSError:
    pass
sys.exit(42 if made < 10000 else 43)
