#include "probe.h"

static long ask(unsigned count) {
  unsigned long context = 0;
  return syscall(SYS_io_setup, count, &context);
}
static void take_all(void) {
  for (unsigned count = 1 << 16; count > 0; count /= 2) while (ask(count) == 0) ;
}
/* EAGAIN: the machine has no more. EPERM tells nothing. */
static int gone(void) { return ask(8) == -1 && errno == EAGAIN; }
int main(void) { BETWEEN(take_all(), gone()); }
