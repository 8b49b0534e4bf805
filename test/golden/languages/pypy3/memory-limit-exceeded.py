everything = []
while True:
    everything.append(bytearray(b"x" * (1 << 20)))
