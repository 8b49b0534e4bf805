import os, sys
feedback = sys.argv[3]
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with open(feedback + "teammessage.txt", "wb") as file:
    try:
        for _ in range(100):
            file.write(b"\0\xff\x1b" * 349525)
    except OSError:
        pass
sys.exit(42)
