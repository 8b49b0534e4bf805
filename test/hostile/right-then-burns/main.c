#include "probe.h"
int main(void) { puts("right"); fflush(stdout); close(1); burn(20000); }
