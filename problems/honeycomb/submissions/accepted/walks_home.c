/* Walks home move by move: always a neighbour that is nearer. */
#include <stdio.h>
#include <stdlib.h>

static const int dq[] = {0, 1, -1, 1, -1, 0}, dr[] = {-1, -1, 0, 0, 1, 1};
static const char keys[] = "ERSFXC";

static int distance(int q, int r) {
    return (abs(q) + abs(r) + abs(q + r)) / 2;
}

int main(void) {
    int n, q = 0, r = 0;
    long long moves = 0, cells = 1;
    if (scanf("%d", &n) != 1) return 1;
    for (char key; n > 0 && scanf(" %c", &key) == 1; n--) {
        for (int i = 0; i < 6; i++) {
            if (keys[i] == key) {
                q += dq[i];
                r += dr[i];
            }
        }
    }
    while (q != 0 || r != 0) {
        for (int i = 0; i < 6; i++) {
            if (distance(q + dq[i], r + dr[i]) < distance(q, r)) {
                q += dq[i];
                r += dr[i];
                cells += 6 * ++moves;
                break;
            }
        }
    }
    printf("%lld %lld\n", moves, cells);
    return 0;
}
