# Guesses 1, 2, 3, ... and gives up after forty guesses.
n = int(input())
for guess in range(1, min(n, 40) + 1):
    print(guess, flush=True)
    if input() == "correct":
        break
