#include "probe.h"

int main(void) {
  static char block[65536];
  memset(block, 'x', sizeof block);
  for (int i = 0; i < 1024; i++) if (write(2, block, sizeof block) < 0) return 1;
  puts("right");
}
