import os, sys, time
said = sys.stdin.read()
open(sys.argv[3] + "teammessage.txt", "w").write(said)
sys.exit(42 if said == "nothing\n" else 43)
