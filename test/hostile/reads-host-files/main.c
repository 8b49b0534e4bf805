#include "probe.h"

int main(void) {
  const char *paths[] = {"/etc/shadow", "/etc/hostname", "/etc/machine-id", "/etc/resolv.conf", "/etc/ssh", "/etc/environment", "/root", "/home", "/var", "/run", "/srv", "/mnt", "/boot", "/sys",
    "/run/docker.sock", "/var/lib/arbiter", "/var/run/postgresql", "/proc/kcore", "/proc/kallsyms", "/proc/cpuinfo", "/proc/meminfo", "/proc/sys", "/proc/net", "/proc/mounts", "/proc/keys", "/proc/sysrq-trigger", "/proc/modules"};
  for (unsigned i = 0; i < sizeof paths / sizeof *paths; i++) {
    struct stat found;
    if (stat(paths[i], &found) == 0 && strcmp(paths[i], "/proc/net") && strcmp(paths[i], "/proc/mounts")) printf("%s is there\n", paths[i]);
  }
  char line[200];
  for (FILE *file = fopen("/etc/passwd", "r"); fgets(line, sizeof line, file);) fputs(line, stdout);
}
