#include "probe.h"

int main(void) {
  int n = 0;
  while (n < 10000) {
    pid_t child = fork();
    if (child < 0) break;
    if (child == 0) { pause(); _exit(0); }
    n++;
  }
  puts(n < 100 ? "refused" : "not refused");
}
