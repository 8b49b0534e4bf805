#include <stdio.h>

int main(void) {
    volatile int *nowhere = NULL;
    puts("Hello, Arbiter!");
    fflush(stdout);
    *nowhere = 1;
    return 0;
}
