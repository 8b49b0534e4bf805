#include "probe.h"

int main(void) {
  static char block[32 << 20];
  long locked = mlock(block, sizeof block);
  puts(locked < 0 ? "lock refused" : "locked");
  void *huge = mmap(NULL, 1 << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);
  puts(huge == MAP_FAILED ? "huge refused" : "huge pages");
  TRY("huge segment", syscall(SYS_shmget, 0, 1 << 30, 04000 | 01000 | 0600));
}
