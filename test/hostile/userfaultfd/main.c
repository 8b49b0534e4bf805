#include "probe.h"

int main(void) {
  TRY("user mode only", syscall(SYS_userfaultfd, 1));
  TRY("of the kernel as well", syscall(SYS_userfaultfd, 0));
  TRY("device", open("/dev/userfaultfd", O_RDWR));
}
