/* Least sum of the pays that are given up; the best last night off comes from a queue with rising sums. */
#include <stdio.h>

static long long least[20002];
static int queue[20002];

int main(void) {
    int n, k, head = 0, tail = 1;
    long long total = 0;
    if (scanf("%d %d", &n, &k) != 2) return 1;
    for (int night = 1; night <= n + 1; night++) {
        long long pay = 0;
        if (night <= n && scanf("%lld", &pay) != 1) return 1;
        total += pay;
        if (queue[head] < night - k - 1) head++;
        least[night] = least[queue[head]] + pay;
        while (tail > head && least[queue[tail - 1]] >= least[night]) tail--;
        queue[tail++] = night;
    }
    printf("%lld\n", total - least[n + 1]);
    return 0;
}
