def together(a, b):
    return a + b
