#include "probe.h"

static void raise_limit(const char *name, int which) {
  struct rlimit limit;
  getrlimit(which, &limit);
  limit.rlim_max += limit.rlim_max == RLIM_INFINITY ? 0 : 1;
  TRY(name, setrlimit(which, &limit));
}
int main(void) {
  raise_limit("core", RLIMIT_CORE);
  raise_limit("file size", RLIMIT_FSIZE);
  raise_limit("open files", RLIMIT_NOFILE);
  raise_limit("stack", RLIMIT_STACK);
  raise_limit("message queues", RLIMIT_MSGQUEUE);
  struct rlimit none = {0, 0};
  TRY("process 1", prlimit(1, RLIMIT_CPU, &none, NULL));
}
