import sys
sys.stdout.write("x" * 500000)
