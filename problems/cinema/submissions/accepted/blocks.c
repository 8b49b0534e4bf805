/* Blocks of 512 rows, with the most free seats of each block. */
#include <stdio.h>

#define BLOCK 512

static int seats[200000 + BLOCK], most[400], row_of[200001], people[200001];

static void refresh(int block) {
    most[block] = 0;
    for (int row = block * BLOCK; row < (block + 1) * BLOCK; row++) {
        if (seats[row] > most[block]) most[block] = seats[row];
    }
}

int main(void) {
    int n, c, q, groups = 0, turned_away = 0;
    long long steps = 0;
    if (scanf("%d %d %d", &n, &c, &q) != 3) return 1;
    for (int row = 0; row < n; row++) seats[row] = c;
    int blocks = (n + BLOCK - 1) / BLOCK;
    for (int block = 0; block < blocks; block++) refresh(block);
    while (q-- > 0) {
        int event;
        if (scanf("%d", &event) != 1) return 1;
        if (event < 0) {
            int row = row_of[-event];
            if (row < 0) continue;
            seats[row] += people[-event];
            refresh(row / BLOCK);
            continue;
        }
        people[++groups] = event;
        int block = 0;
        while (block < blocks && most[block] < event) block++;
        if (block == blocks) {
            row_of[groups] = -1;
            turned_away++;
            continue;
        }
        int row = block * BLOCK;
        while (seats[row] < event) row++;
        row_of[groups] = row;
        steps += 2LL * (row + 1);
        seats[row] -= event;
        refresh(block);
    }
    printf("%lld %d\n", steps, turned_away);
    return 0;
}
