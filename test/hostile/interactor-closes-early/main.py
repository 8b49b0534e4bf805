import sys
sys.stdin.readline()
while True:
    print("x" * 100, flush=True)
