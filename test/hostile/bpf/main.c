#include "probe.h"
int main(void) { TRY("call", syscall(SYS_bpf, 0, NOWHERE, 8)); }
