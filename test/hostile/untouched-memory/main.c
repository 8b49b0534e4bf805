#include "probe.h"

int main(void) {
  char *all = mmap(NULL, 1L << 36, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (all == MAP_FAILED) return 1;
  all[1L << 35] = 1;
  puts("right");
}
