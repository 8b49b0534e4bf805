/* Adds in 32 bits. */
#include <inttypes.h>
#include <stdio.h>

int main(void) {
    int32_t a, b;
    if (scanf("%" SCNd32 " %" SCNd32, &a, &b) != 2) return 1;
    printf("%" PRId32 "\n", (int32_t)((uint32_t)a + (uint32_t)b));
    return 0;
}
