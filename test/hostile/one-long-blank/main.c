#include "probe.h"

int main(void) { static char block[65536]; memset(block, ' ', sizeof block); puts("right"); fflush(stdout); for (;;) if (write(1, block, sizeof block) < 0) return 0; }
