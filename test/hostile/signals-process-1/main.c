#include "probe.h"

int main(void) {
  int sent = 0;
  for (int i = 1; i < 65; i++) sent += kill(1, i) == 0;
  TRY("stop the parent", kill(getppid(), SIGSTOP));
  TRY("parent's group", kill(-getpgid(getppid()), 0));
  usleep(20000);
  puts(getppid() == 1 ? "the launcher is there" : "it has gone");
  return 0;
}
