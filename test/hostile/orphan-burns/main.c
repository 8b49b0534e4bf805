#include "probe.h"

int main(void) {
  if (fork() == 0) {
    setsid();
    burn(20000);
    puts("wrong");
    _exit(0);
  }
  puts("right");
}
