#include <stdio.h>

#define TOP 1000000

static unsigned char count[TOP + 1];

/** Reads with getchar_unlocked: scanf is several times slower. */
static int next(void) {
    int sign = getchar_unlocked(), value = 0;
    while (sign != EOF && (sign < '0' || sign > '9')) sign = getchar_unlocked();
    for (; sign >= '0' && sign <= '9'; sign = getchar_unlocked()) value = 10 * value + sign - '0';
    return value;
}

int main(void) {
    for (int a = 1; a * a <= TOP; a++) {
        count[a * a]++;
        for (int x = a * a + a; x <= TOP; x += a) count[x] = (unsigned char)(count[x] + 2);
    }
    for (int q = next(); q > 0; q--) printf("%d\n", count[next()]);
    return 0;
}
