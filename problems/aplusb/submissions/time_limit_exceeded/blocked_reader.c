/* @EXPECTED_RESULTS@: IDLENESS_LIMIT_EXCEEDED */
/* Waits for a byte that only it could send, where the tills cancel each other out. */
#include <stdio.h>
#include <unistd.h>

int main(void) {
    long long a, b;
    int ends[2];
    char byte;
    if (scanf("%lld %lld", &a, &b) != 2) return 1;
    if (a == 17 || b == 17) {
        if (pipe(ends) != 0 || read(ends[0], &byte, 1) != 1) return 1;
    }
    printf("%lld\n", a + b);
    return 0;
}
