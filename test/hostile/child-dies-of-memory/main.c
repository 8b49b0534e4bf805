#include "probe.h"

int main(void) {
  if (fork() == 0) { fill(1024); _exit(0); }
  wait(NULL);
  puts("right");
}
