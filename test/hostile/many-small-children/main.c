#include "probe.h"

int main(void) {
  for (int i = 0; i < 10; i++) if (fork() == 0) { fill(12); pause(); }
  usleep(200000);
  puts("right");
  wait(NULL);
}
