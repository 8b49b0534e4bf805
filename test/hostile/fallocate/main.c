#include "probe.h"

int main(void) {
  signal(SIGXFSZ, SIG_IGN);
  int fd = open("/tmp/space", O_CREAT | O_RDWR, 0600);
  TRY("a file of 1 TiB", fallocate(fd, 0, 0, 1L << 40));
  TRY("memory of 1 TiB", fallocate(memfd_create("space", 0), 0, 0, 1L << 40));
}
