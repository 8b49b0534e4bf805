/* @EXPECTED_RESULTS@: OUTPUT_LIMIT */
#include <stdio.h>

int main(void) {
    for (;;) puts("Hello, Arbiter!");
}
