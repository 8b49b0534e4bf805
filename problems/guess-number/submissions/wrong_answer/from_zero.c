/* Begins at zero, which is no guess. */
#include <stdio.h>
#include <string.h>

int main(void) {
    long low = 0, high;
    char answer[16] = "";
    if (scanf("%ld", &high) != 1) return 1;
    while (strcmp(answer, "correct") != 0) {
        long guess = (low + high) / 2;
        printf("%ld\n", guess);
        fflush(stdout);
        if (scanf("%15s", answer) != 1) return 0;
        if (strcmp(answer, "higher") == 0) low = guess + 1;
        else high = guess - 1;
    }
    return 0;
}
