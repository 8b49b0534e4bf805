#include "probe.h"
int main(void) { TRY("call", syscall(SYS_reboot, 0xfee1dead, 672274793, 0, NULL)); }
