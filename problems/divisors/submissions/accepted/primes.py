import sys


def main():
    primes = [p for p in range(2, 101) if all(p % d for d in range(2, p))]
    # Up to 100 by trial; what is left is prime, the square of a prime or the product of two.
    composite = bytearray(10**6 + 1)
    for p in range(2, 1001):
        if not composite[p]:
            composite[p * p :: p] = b"\1" * len(range(p * p, 10**6 + 1, p))
    known = {}
    out = []
    for x in map(int, sys.stdin.buffer.read().split()[1:]):
        if x not in known:
            rest, ways = x, 1
            for p in primes:
                if p * p * p > rest:
                    break
                power = 1
                while rest % p == 0:
                    rest //= p
                    power += 1
                ways *= power
            if rest > 1:
                root = round(rest**0.5)
                ways *= 2 if not composite[rest] else 3 if root * root == rest else 4
            known[x] = ways
        out.append(known[x])
    print("\n".join(map(str, out)))


main()
