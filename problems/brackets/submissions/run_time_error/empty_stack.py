# Pops from the empty list.
OPENED_BY = {")": "(", "]": "[", "}": "{"}
stack = []
answer = "yes"
for sign in input():
    if sign in "([{":
        stack.append(sign)
    elif sign in OPENED_BY and stack.pop() != OPENED_BY[sign]:
        answer = "no"
        break
print("no" if stack else answer)
