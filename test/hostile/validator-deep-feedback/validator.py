import os, sys
feedback = sys.argv[3]

os.chdir(feedback)
for _ in range(3000):
    os.mkdir("d", 0o700)
    os.chdir("d")
open("file", "w").close()
os.chmod(".", 0)
sys.exit(42)
