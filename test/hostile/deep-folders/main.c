#include "probe.h"

int main(void) {
  int n = 0;
  while (n < 2000 && mkdir("d", 0700) == 0 && chdir("d") == 0) n++;
  printf("%d\n", n);
}
