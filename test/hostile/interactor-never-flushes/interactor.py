import os, sys, time
line = sys.stdin.readline()
sys.exit(42 if line else 43)
