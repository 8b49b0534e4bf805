import os, sys
feedback = sys.argv[3]
import signal
n = 0
while n < 2000:
    try:
        if os.fork() == 0:
            signal.pause()
    except OSError:
        sys.exit(42)
    n += 1
sys.exit(43)
