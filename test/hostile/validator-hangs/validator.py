import os, sys
feedback = sys.argv[3]
import signal
signal.pause()
