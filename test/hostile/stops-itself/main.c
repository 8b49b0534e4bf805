#include "probe.h"

int main(void) { raise(SIGSTOP); puts("right"); }
