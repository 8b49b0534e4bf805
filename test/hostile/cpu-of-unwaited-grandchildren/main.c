#include "probe.h"

int main(void) {
  for (int i = 0; i < 4; i++) {
    int ends[2];
    if (pipe(ends)) return 1;
    if (fork() == 0) {
      if (fork() == 0) { burn(120); _exit(0); }
      _exit(0);
    }
    close(ends[1]);
    char c;
    while (read(ends[0], &c, 1) > 0) ;
    close(ends[0]);
    while (wait(NULL) > 0) ;
  }
  puts("right");
}
