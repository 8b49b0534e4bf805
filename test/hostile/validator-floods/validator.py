import os, sys
feedback = sys.argv[3]
while True:
    sys.stdout.write("x" * 65536)
