n = int(input())
total = n * (n + 1) // 2
if total % 2:
    print("impossible")
else:
    left = total // 2
    trucks = [], []
    for block in range(n, 0, -1):
        if block <= left:
            trucks[0].append(block)
            left -= block
        else:
            trucks[1].append(block)
    for truck in trucks:
        print(len(truck), *truck)
