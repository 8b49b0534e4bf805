# Python's count does not see occurrences that overlap. Short refrains only, to stay fast.
k = int(input())
song = input()
best = 0
for length in range(1, 12):
    pieces = {song[i : i + length] for i in range(min(300, len(song) - length + 1))}
    if any(song.count(piece) >= k for piece in pieces):
        best = length
print(best)
