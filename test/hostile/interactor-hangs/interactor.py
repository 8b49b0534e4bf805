import os, sys, time
import signal
sys.stdin.readline()
signal.pause()
