/* Has room for 1000 entries only, and checks it. */
#include <stdio.h>
#include <stdlib.h>

static long long entries[1000];

int main(void) {
    int n;
    __int128 sum = 0;
    char digits[64];
    int length = 0;
    if (scanf("%d", &n) != 1) return 1;
    if (n > 1000) abort();
    for (int i = 0; i < n; i++) {
        if (scanf("%lld", &entries[i]) != 1) return 1;
        sum += entries[i];
    }
    if (sum < 0) {
        putchar('-');
        sum = -sum;
    }
    do {
        digits[length++] = (char)('0' + (int)(sum % 10));
        sum /= 10;
    } while (sum > 0);
    while (length > 0) putchar(digits[--length]);
    putchar('\n');
    return 0;
}
