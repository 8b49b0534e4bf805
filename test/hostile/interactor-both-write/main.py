import sys
sys.stdout.write("x" * 1000000)
sys.stdout.flush()
sys.stdin.read()
