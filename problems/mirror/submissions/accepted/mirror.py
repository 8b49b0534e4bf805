#!/usr/bin/env python3
for _ in range(int(input())):
    print(input()[::-1])
