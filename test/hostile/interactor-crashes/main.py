import sys
print(sys.stdin.readline(), flush=True)
sys.stdin.read()
