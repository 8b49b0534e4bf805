#include "probe.h"

int main(void) {
  static char block[1 << 20];
  signal(SIGXFSZ, SIG_IGN);
  int fd = open("/work/flood", O_CREAT | O_WRONLY, 0600), n = 0;
  while (n < 1024 && write(fd, block, sizeof block) == sizeof block) n++;
  puts(n <= 256 ? "refused" : "not refused");
}
