#include "probe.h"

int main(void) {
  uint64_t arguments[11] = {CLONE_NEWUSER, 0, 0, 0, SIGCHLD};
  TRY("new user namespace", syscall(SYS_clone3, arguments, sizeof arguments));
  arguments[0] = 0;
  TRY("plain child", syscall(SYS_clone3, arguments, sizeof arguments));
  TRY("fork", fork() ? 0 : (_exit(0), 0));
}
