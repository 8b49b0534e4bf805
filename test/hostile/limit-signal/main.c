#include "probe.h"

int main(void) {
  int fd = open("/work/file", O_CREAT | O_RDWR, 0600);
  return pwrite(fd, "x", 1, 1L << 30) == 1 ? 0 : 1;
}
