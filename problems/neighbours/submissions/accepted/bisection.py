from bisect import bisect_right

n, d = map(int, input().split())
pitches = sorted(map(int, input().split()))
print(sum(bisect_right(pitches, pitch + d) - place - 1 for place, pitch in enumerate(pitches)))
