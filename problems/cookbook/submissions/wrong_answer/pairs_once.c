/* Stops early and prints fewer steps than there are, where some are on no pair. */
#include <stdio.h>

static int first[30000], second[30000], placed[10001], named[10001];

int main(void) {
    int n, m, changed = 1, done = 0, all = 0;
    if (scanf("%d %d", &n, &m) != 2) return 1;
    for (int i = 0; i < m; i++) {
        if (scanf("%d %d", &first[i], &second[i]) != 2) return 1;
        named[first[i]] = named[second[i]] = 1;
    }
    for (int step = 1; step <= n; step++) all += named[step];
    for (int rounds = 0; changed && rounds < 50; rounds++) {
        static int blocked[10001];
        changed = 0;
        for (int step = 1; step <= n; step++) blocked[step] = 0;
        for (int i = 0; i < m; i++) if (!placed[first[i]]) blocked[second[i]] = 1;
        for (int step = 1; step <= n; step++) {
            if (named[step] && !placed[step] && !blocked[step]) {
                printf("%d\n", step);
                placed[step] = changed = 1;
                done++;
            }
        }
    }
    if (done < all && done == 0) puts("impossible");
    return 0;
}
