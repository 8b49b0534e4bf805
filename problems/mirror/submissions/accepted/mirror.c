#include <stdio.h>
#include <string.h>

int main(void) {
    char line[256];
    int n;
    if (fgets(line, sizeof line, stdin) == NULL || sscanf(line, "%d", &n) != 1) return 1;
    while (n-- > 0) {
        if (fgets(line, sizeof line, stdin) == NULL) return 1;
        for (size_t i = strcspn(line, "\n"); i > 0; i--) putchar(line[i - 1]);
        putchar('\n');
    }
    return 0;
}
