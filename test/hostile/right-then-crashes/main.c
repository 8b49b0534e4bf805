#include "probe.h"
int main(void) { puts("right"); fflush(stdout); *(volatile int *)NOWHERE = 1; }
