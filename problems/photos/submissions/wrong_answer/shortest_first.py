# Looks at short visits first, and takes a photo at their end if none shows them yet.
import sys
from bisect import bisect_left, insort

numbers = list(map(int, sys.stdin.read().split()))
photos = []
for comes, leaves in sorted(zip(numbers[1::2], numbers[2::2]), key=lambda visit: (visit[1] - visit[0], visit)):
    first = bisect_left(photos, comes)
    if first == len(photos) or photos[first] > leaves:
        insort(photos, leaves)
print(len(photos))
