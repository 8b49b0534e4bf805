import os, sys
feedback = sys.argv[3]

import socket
for name, make in (("judgemessage.txt", os.mkfifo), ("teammessage.txt", os.mkdir), ("score.txt", os.mkfifo), ("nextpass.in", lambda path: socket.socket(socket.AF_UNIX).bind(path))):
    os.remove(feedback + name)
    make(feedback + name)
sys.exit(42)
