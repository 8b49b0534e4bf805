#include "probe.h"
int main(void) { close(1); close(2); usleep(50000); return 0; }
