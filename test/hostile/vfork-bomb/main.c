#include "probe.h"

static volatile int depth;
static void deeper(void) {
  if (depth >= 5000) return;
  pid_t child = syscall(SYS_clone, CLONE_VM | CLONE_VFORK | SIGCHLD, 0, 0, 0, 0);
  if (child < 0) return;
  if (child == 0) { depth++; deeper(); _exit(0); }
}
int main(void) {
  pid_t child = vfork();
  if (child == 0) { depth++; deeper(); _exit(0); }
  waitpid(child, NULL, 0);
  puts(depth < 100 ? "refused" : "not refused");
}
