#include "probe.h"

int main(void) { for (;;) { burn(1); usleep(50000); } }
