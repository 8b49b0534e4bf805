import os, sys, time
os.close(0)
os.close(1)
time.sleep(0.1)
os._exit(43)
