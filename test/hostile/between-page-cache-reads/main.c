#include "probe.h"
#include <sys/uio.h>

/* Bytes, or EAGAIN where they are not cached: both tell. A kernel or file system that has no such reads says EOPNOTSUPP. */
static int told(void) {
  char byte;
  struct iovec into = {&byte, 1};
  int fd = open("/usr/bin/gpasswd", O_RDONLY);
  long plain = preadv2(fd, &into, 1, 0, RWF_NOWAIT), upper = syscall(SYS_preadv2, fd, &into, 1, 0, 0, RWF_NOWAIT | 1UL << 40);
  close(fd);
  return plain >= 0 || upper >= 0 || errno != EOPNOTSUPP;
}
int main(void) { BETWEEN(told(), told()); }
