# Looks at every pair: too slow for group 3.
n, d = map(int, input().split())
pitches = list(map(int, input().split()))
pairs = 0
for i in range(n):
    for j in range(i):
        if abs(pitches[i] - pitches[j]) <= d:
            pairs += 1
print(pairs)
