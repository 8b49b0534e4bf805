import os, sys
feedback = sys.argv[3]

for path in ("/data/input", "/data/answer", "/proc/self/fd/0"):
    for attempt in (lambda: open(path, "w"), lambda: open(path, "a"), lambda: os.remove(path), lambda: os.chmod(path, 0o777), lambda: os.truncate(path, 0)):
        try:
            attempt()
            sys.exit(43)
        except OSError:
            pass
sys.exit(42)
