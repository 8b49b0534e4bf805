import os, sys, time
time.sleep(0.2)
for _ in range(100):
    print("x" * 10000, flush=True)
sys.exit(43 if not sys.stdin.read() else 42)
