/* @EXPECTED_RESULTS@: IDLENESS_LIMIT_EXCEEDED */
/* Forgets to flush where n is 3: the guess stays in the buffer, and both sides wait. */
#include <stdio.h>
#include <string.h>

int main(void) {
    long low = 1, high;
    char answer[16] = "";
    if (scanf("%ld", &high) != 1) return 1;
    const int flush = high != 3;
    while (strcmp(answer, "correct") != 0) {
        long guess = (low + high) / 2;
        printf("%ld\n", guess);
        if (flush) fflush(stdout);
        if (scanf("%15s", answer) != 1) return 0;
        if (strcmp(answer, "higher") == 0) low = guess + 1;
        else high = guess - 1;
    }
    return 0;
}
