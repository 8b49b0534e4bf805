import os, sys
feedback = sys.argv[3]
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
try:
    os.truncate(feedback + "nextpass.in", 1 << 30)
    sys.exit(43)
except OSError:
    sys.exit(42)
