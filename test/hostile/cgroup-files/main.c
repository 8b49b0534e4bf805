#include "probe.h"

int main(void) {
  char line[500];
  for (FILE *file = fopen("/proc/self/mountinfo", "r"); fgets(line, sizeof line, file);) if (strstr(line, "cgroup")) puts("a cgroup is mounted");
  TRY("version 1", open("/sys/fs/cgroup/memory/memory.limit_in_bytes", O_WRONLY));
  TRY("version 2", open("/sys/fs/cgroup/cgroup.procs", O_WRONLY));
  TRY("mount version 1", syscall(SYS_mount, "cgroup", "/tmp", "cgroup", 0, "memory"));
  TRY("mount version 2", syscall(SYS_mount, "cgroup2", "/tmp", "cgroup2", 0, NULL));
  TRY("own cgroup", syscall(SYS_unshare, CLONE_NEWCGROUP));
  TRY("into a cgroup", syscall(SYS_clone3, NOWHERE, 88));
}
