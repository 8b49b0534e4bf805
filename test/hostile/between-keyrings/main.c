#include "probe.h"
int main(void) { BETWEEN(syscall(SYS_add_key, "user", "bit", "1", 1, -4), syscall(SYS_request_key, "user", "bit", NULL, -4) >= 0 || syscall(SYS_keyctl, 10, -4, "user", "bit", 0) >= 0); }
