#include "probe.h"

int main(void) {
  if (fork() == 0) { fill(32); abort(); }
  int status;
  wait(&status);
  struct rlimit limit;
  getrlimit(RLIMIT_CORE, &limit);
  printf("%s, limit %ld, %s\n", WTERMSIG(status) == SIGABRT ? "aborted" : "not aborted", (long)limit.rlim_max, WCOREDUMP(status) ? "core dumped" : "no core");
}
