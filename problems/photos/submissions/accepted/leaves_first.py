import sys

numbers = list(map(int, sys.stdin.read().split()))
photos, last = 0, -1
for leaves, comes in sorted(zip(numbers[2::2], numbers[1::2])):
    if comes > last:
        photos += 1
        last = leaves
print(photos)
