#!/usr/bin/env python3
# Loses the spaces at the ends of a line.
for _ in range(int(input())):
    print(input().strip()[::-1])
