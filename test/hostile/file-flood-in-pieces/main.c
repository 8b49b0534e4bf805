#include "probe.h"

int main(void) {
  static char block[1 << 20];
  int n = 0;
  for (; n < 1024; n++) {
    char name[32];
    snprintf(name, sizeof name, "/tmp/%d", n / 16);
    int fd = open(name, O_CREAT | O_WRONLY | O_APPEND, 0600);
    if (write(fd, block, sizeof block) != sizeof block) break;
    close(fd);
  }
  puts(n <= 256 ? "refused" : "not refused");
}
