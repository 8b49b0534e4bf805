#include "probe.h"

int main(void) {
  static char block[65536];
  for (int i = 0; i < 4; i++) if (fork() == 0) for (;;) if (write(1, block, sizeof block) < 0) _exit(0);
  usleep(20000);
}
