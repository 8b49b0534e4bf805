# Fails after the number has been found.
low, high = 1, int(input())
answer = ""
while answer != "correct":
    guess = (low + high) // 2
    print(guess, flush=True)
    answer = input()
    if answer == "higher":
        low = guess + 1
    else:
        high = guess - 1
raise SystemExit(7)
