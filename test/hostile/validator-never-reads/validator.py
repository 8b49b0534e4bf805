import os, sys
feedback = sys.argv[3]
sys.exit(42)
