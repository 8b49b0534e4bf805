#include "probe.h"
int main(void) { TRY("call", syscall(SYS_swapoff, "/swapfile")); }
