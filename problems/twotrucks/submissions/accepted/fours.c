#include <stdio.h>

static int trucks[2][20001], count[2];

static void load(int truck, int block) { trucks[truck][count[truck]++] = block; }

int main(void) {
    int n;
    if (scanf("%d", &n) != 1) return 1;
    if (n % 4 == 1 || n % 4 == 2) {
        puts("IMPOSSIBLE");
        return 0;
    }
    int block = n;
    for (; block > 3; block -= 4) {
        load(0, block);
        load(1, block - 1);
        load(1, block - 2);
        load(0, block - 3);
    }
    if (block == 3) {
        load(0, 3);
        load(1, 2);
        load(1, 1);
    }
    for (int truck = 0; truck < 2; truck++) {
        printf("%d", count[truck]);
        for (int i = 0; i < count[truck]; i++) printf(" %d", trucks[truck][i]);
        printf("\n");
    }
    return 0;
}
