#include "probe.h"

int main(void) { TRY("getpid", syscall(0x40000000 | 39)); }
