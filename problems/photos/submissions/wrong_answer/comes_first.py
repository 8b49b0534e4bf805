# A photo when the guest who came first is about to leave, in the order of coming.
import sys

numbers = list(map(int, sys.stdin.read().split()))
photos, last = 0, -1
for comes, leaves in sorted(zip(numbers[1::2], numbers[2::2])):
    if comes > last:
        photos += 1
        last = leaves
print(photos)
