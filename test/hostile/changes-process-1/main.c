#include "probe.h"

int main(void) {
  struct rlimit none = {0, 0};
  struct sched_param zero = {0};
  struct { uint32_t size, policy; uint64_t flags; int32_t nice; uint32_t priority; uint64_t runtime, deadline, period; } idle = {48, 5, 0, 0, 0, 0, 0, 0};
  TRY("stack", prlimit(1, RLIMIT_STACK, &none, NULL));
  TRY("file size", prlimit(1, RLIMIT_FSIZE, &none, NULL));
  TRY("read a limit", prlimit(1, RLIMIT_FSIZE, NULL, &none));
  TRY("nice", setpriority(PRIO_PROCESS, 1, 19));
  TRY("nice to its group", setpriority(PRIO_PGRP, getpgid(1), 19));
  TRY("nice to all of the user", setpriority(PRIO_USER, 0, 19));
  TRY("idle", sched_setscheduler(1, SCHED_IDLE, &zero));
  TRY("parameters", sched_setparam(1, &zero));
  TRY("attributes", syscall(SYS_sched_setattr, 1, &idle, 0));
  TRY("idle I/O", syscall(SYS_ioprio_set, 1, 1, 3 << 13));
  TRY("core", sched_setaffinity(1, sizeof(cpu_set_t), &(cpu_set_t){{1}}));
  TRY("own limits", prlimit(0, RLIMIT_CORE, NULL, &none));
}
