import os, sys, time
print("1", flush=True)
sys.stdin.readline()
os.kill(os.getpid(), 11)
