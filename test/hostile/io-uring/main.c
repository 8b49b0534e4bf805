#include "probe.h"

int main(void) {
  static char parameters[120];
  TRY("setup", syscall(SYS_io_uring_setup, 4, parameters));
  TRY("enter", syscall(SYS_io_uring_enter, -1, 0, 0, 0, NULL, 0));
  TRY("register", syscall(SYS_io_uring_register, -1, 0, NULL, 0));
}
