import os, sys
feedback = sys.argv[3]
open(feedback + "nextpass.in", "w").write("again")
sys.exit(42)
