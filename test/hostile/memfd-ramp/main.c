#include "probe.h"

int main(void) {
  static char block[1 << 20];
  int fd = memfd_create("hidden", 0);
  for (int i = 0; i < 200; i++) if (write(fd, block, sizeof block) != sizeof block) break;
  puts("right");
}
