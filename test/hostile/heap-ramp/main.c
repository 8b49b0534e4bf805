#include "probe.h"
int main(void) { fill(1024); puts("right"); }
