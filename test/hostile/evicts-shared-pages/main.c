#include "probe.h"

#define FILE_OF_THE_HOST "/usr/bin/gpasswd"

int main(void) {
  char page[4096];
  int fd = open(FILE_OF_THE_HOST, O_RDONLY);
  while (read(fd, page, sizeof page) > 0) ;
  posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
  struct rusage before, after;
  volatile char *mapped = mmap(0, sizeof page, PROT_READ, MAP_PRIVATE, fd, 0);
  getrusage(RUSAGE_SELF, &before);
  (void)mapped[0];
  getrusage(RUSAGE_SELF, &after);
  puts(after.ru_majflt > before.ru_majflt ? "evicted" : "still there");
}
