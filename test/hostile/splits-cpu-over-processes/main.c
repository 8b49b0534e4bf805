#include "probe.h"

int main(void) {
  for (int i = 0; i < 4; i++) if (fork() == 0) { burn(120); _exit(0); }
  while (wait(NULL) > 0) ;
  puts("right");
}
