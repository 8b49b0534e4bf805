/* @EXPECTED_RESULTS@: COMPILER_ERROR */
#include <stdio.h>

int main(void) {
    puts("Hello, Arbiter!")
    return 0;
}
