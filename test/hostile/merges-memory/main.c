#include "probe.h"

#define PR_MERGE_ALL 67
#define PR_SCHEDULE_CORE 62

int main(void) {
  char *page = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  TRY("madvise", madvise(page, 4096, MADV_MERGEABLE));
  TRY("madvise with upper half", syscall(SYS_madvise, page, 4096, 1UL << 40 | MADV_MERGEABLE));
  TRY("all memory", prctl(PR_MERGE_ALL, 1, 0, 0, 0));
  TRY("core scheduling", prctl(PR_SCHEDULE_CORE, 1 /* create */, 0, 0, 0));
}
