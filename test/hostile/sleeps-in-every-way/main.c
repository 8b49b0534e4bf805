#include "probe.h"

#include <linux/futex.h>
#include <poll.h>
#include <sys/select.h>
int main(void) {
  int ends[2];
  sigset_t none;
  sigemptyset(&none);
  if (pipe(ends)) return 1;
  if (fork() == 0) for (;;) sleep(1000);
  if (fork() == 0) for (;;) pause();
  if (fork() == 0) for (;;) sigsuspend(&none);
  if (fork() == 0) for (;;) select(0, NULL, NULL, NULL, NULL);
  if (fork() == 0) for (char c;;) if (read(ends[0], &c, 1) == 0) pause();
  int word = 0;
  for (;;) syscall(SYS_futex, &word, FUTEX_WAIT, 0, NULL, NULL, 0);
}
