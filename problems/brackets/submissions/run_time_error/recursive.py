# One level of recursion for each box, and Python stops at a thousand of them.
CLOSES = {"(": ")", "[": "]", "{": "}"}
log = input() + "$"


def skip(position, end):
    """The position after the box that begins before `position`, or -1."""
    while log[position] != end:
        sign = log[position]
        position += 1
        if sign in CLOSES:
            position = skip(position, CLOSES[sign])
            if position < 0:
                return -1
        elif sign in ")]}$":
            return -1
    return position + 1


print("yes" if skip(0, "$") == len(log) else "no")
