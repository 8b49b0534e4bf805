import os, sys
feedback = sys.argv[3]
if os.fork() == 0:
    os._exit(42)
os.wait()
sys.exit(1)
