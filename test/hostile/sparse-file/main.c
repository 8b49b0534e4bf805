#include "probe.h"

int main(void) {
  signal(SIGXFSZ, SIG_IGN);
  int fd = open("/work/sparse", O_CREAT | O_RDWR, 0600);
  TRY("1 TiB", ftruncate(fd, 1L << 40));
  TRY("a byte at 257 MiB", pwrite(fd, "x", 1, 257L << 20));
}
