#include "probe.h"

static int cached(void) {
  int fd = open("/usr/bin/gpasswd", O_RDONLY);
  uint64_t range[2] = {0, 0}, found[5] = {0};
  return syscall(451, fd, range, found, 0) == 0;
}
int main(void) { BETWEEN(cached(), cached()); }
