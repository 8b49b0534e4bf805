from till import together

a, b = map(int, input().split())
print(together(a, b))
