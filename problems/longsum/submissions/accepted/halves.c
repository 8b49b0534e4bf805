/* Sums the two halves of each number apart, 10^9 being the border, and joins them at the end. */
#include <inttypes.h>
#include <stdio.h>

#define BORDER 1000000000LL

int main(void) {
    int n;
    int64_t high = 0, low = 0;
    if (scanf("%d", &n) != 1) return 1;
    while (n-- > 0) {
        int64_t entry;
        if (scanf("%" SCNd64, &entry) != 1) return 1;
        high += entry / BORDER;
        low += entry % BORDER;
    }
    high += low / BORDER;
    low %= BORDER;
    if (high > 0 && low < 0) { high--; low += BORDER; }
    if (high < 0 && low > 0) { high++; low -= BORDER; }
    if (high == 0) printf("%" PRId64 "\n", low);
    else printf("%" PRId64 "%09" PRId64 "\n", high, low < 0 ? -low : low);
    return 0;
}
