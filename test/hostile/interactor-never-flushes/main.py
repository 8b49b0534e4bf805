import sys
sys.stdout.write("1")
sys.stdin.readline()
