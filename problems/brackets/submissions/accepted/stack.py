OPENED_BY = {")": "(", "]": "[", "}": "{"}


def sound(log):
    stack = []
    for sign in log:
        if sign in "([{":
            stack.append(sign)
        elif sign in OPENED_BY:
            if not stack or stack.pop() != OPENED_BY[sign]:
                return False
    return not stack


print("Yes" if sound(input()) else "No")
