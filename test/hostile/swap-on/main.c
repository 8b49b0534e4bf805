#include "probe.h"
int main(void) { TRY("call", syscall(SYS_swapon, "/tmp/swap", 0)); }
