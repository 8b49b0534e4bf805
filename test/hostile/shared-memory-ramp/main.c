#include "probe.h"

int main(void) {
  char *all = mmap(NULL, 1 << 28, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (fork() == 0) { memset(all, 1, 1 << 27); _exit(0); }
  wait(NULL);
  memset(all + (1 << 27), 1, 1 << 27);
  puts("right");
}
