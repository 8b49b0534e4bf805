import os, sys
feedback = sys.argv[3]

for attempt in (lambda: os.rename(feedback.rstrip("/"), "/tmp/feedback"), lambda: os.rmdir(feedback), lambda: open(feedback + "../escaped", "w"), lambda: os.chown(feedback, 0, 0), lambda: os.mknod(feedback + "disk", 0o60666, os.makedev(254, 0)), lambda: os.link("/data/answer", feedback + "answer")):
    try:
        attempt()
        sys.exit(43)
    except OSError:
        pass
sys.exit(42)
