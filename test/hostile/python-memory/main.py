all = ["x" * (1 << 20) + str(i) for i in range(1024)]
print("right")
