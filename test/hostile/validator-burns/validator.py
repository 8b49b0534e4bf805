import os, sys
feedback = sys.argv[3]
while True:
    pass
