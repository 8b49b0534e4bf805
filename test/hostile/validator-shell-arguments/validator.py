import os, sys
feedback = sys.argv[3]
text = sys.stdin.read()
open(feedback + "teammessage.txt", "w").write(text)
sys.exit(43)
