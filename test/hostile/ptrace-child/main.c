#include "probe.h"

#include <sys/ptrace.h>
int main(void) {
  pid_t child = fork();
  if (child == 0) { pause(); _exit(0); }
  TRY("seize", ptrace(PTRACE_SEIZE, child, 0, 0));
}
