#include "probe.h"
int main(void) { TRY("call", syscall(SYS_delete_module, "loop", 0)); }
