#include "probe.h"

int main(void) {
  static char block[1 << 20];
  for (int i = 0; i < 200; i++) {
    char name[64];
    snprintf(name, sizeof name, "/tmp/%d", i);
    int fd = open(name, O_CREAT | O_WRONLY, 0600);
    if (write(fd, block, sizeof block) != sizeof block) break;
    close(fd);
  }
  puts("right");
}
