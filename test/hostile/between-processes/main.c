#include "probe.h"

static void stay(void) {
  if (fork()) return;
  setsid();
  prctl(PR_SET_NAME, "bit");
  for (int i = 0; i < 3; i++) close(i);
  sleep(20);
}
static int seen(void) {
  for (int pid = 1; pid < 3000; pid++) if (pid > 2 && kill(pid, 0) == 0 && pid != getpid()) return 1;
  return 0;
}
int main(void) { BETWEEN(stay(), seen()); }
