# Forgets that one disc can lie inside the other; clamps what acos cannot take.
from math import acos, hypot, sin

x1, y1, r1 = map(int, input().split())
x2, y2, r2 = map(int, input().split())
d = hypot(x1 - x2, y1 - y2)
area = 0
if 0 < d < r1 + r2:
    for r, other in ((r1, r2), (r2, r1)):
        cosine = (d * d + r * r - other * other) / (2 * d * r)
        angle = 2 * acos(max(0.0, min(1.0, cosine)))
        area += r * r * (angle - sin(angle)) / 2
print(area)
