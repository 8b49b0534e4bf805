from math import acos, hypot, pi, sin

x1, y1, r1 = map(int, input().split())
x2, y2, r2 = map(int, input().split())
square = (x1 - x2) ** 2 + (y1 - y2) ** 2
if square >= (r1 + r2) ** 2:
    print(0)
elif square <= (r1 - r2) ** 2:
    print(pi * min(r1, r2) ** 2)
else:
    d = hypot(x1 - x2, y1 - y2)
    area = 0
    for r, other in ((r1, r2), (r2, r1)):
        angle = 2 * acos((square + r * r - other * other) / (2 * d * r))
        area += r * r * (angle - sin(angle)) / 2
    print(area)
