/* @EXPECTED_RESULTS@: MEMORY_LIMIT_EXCEEDED */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
    for (int i = 0; i < 4096; i++) {
        char *block = malloc(1 << 20);
        if (block == NULL) return 1;
        memset(block, i | 1, 1 << 20);
    }
    puts("Hello, Arbiter!");
    return 0;
}
