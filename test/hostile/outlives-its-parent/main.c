#include "probe.h"

int main(void) {
  if (fork() == 0) {
    setsid();
    for (int i = 1; i < 65; i++) signal(i, SIG_IGN);
    if (fork() == 0) {
      for (int i = 0; i < 1024; i++) close(i);
      sleep(60);
    }
    _exit(0);
  }
  wait(NULL);
  puts("right");
}
