#include "probe.h"

#include <sys/statvfs.h>
int main(void) {
  const char *folders[] = {"/", "/usr", "/usr/bin", "/tmp", "/work", "/dev/shm", "/build"};
  for (int i = 0; i < 7; i++) {
    struct statvfs found;
    if (statvfs(folders[i], &found) == 0 && !(found.f_flag & ST_NOSUID)) printf("%s honours setuid\n", folders[i]);
  }
  int marks[2];
  if (pipe(marks)) return 1;
  static char full[65536];
  if (write(marks[1], full, sizeof full) < 0) return 1;
  struct stat found;
  const char *program = stat("/usr/bin/mount", &found) == 0 && (found.st_mode & S_ISUID) ? "/usr/bin/mount" : "/usr/bin/su";
  pid_t child = fork();
  if (child == 0) {
    dup2(marks[1], 1);
    dup2(marks[1], 2);
    execl(program, program, "--version", NULL);
    _exit(1);
  }
  usleep(50000); /* by now it waits for room in its output */
  char path[64], line[200];
  snprintf(path, sizeof path, "/proc/%d/status", child);
  FILE *file = fopen(path, "r");
  int roots = 0;
  while (fgets(line, sizeof line, file)) if (!strncmp(line, "Uid:", 4) && strstr(line, "\t0")) roots++;
  printf("%d roots\n", roots);
  TRY("own setuid program", chown("/tmp", 0, 0));
  TRY("setuid", setuid(0));
  TRY("setresuid", setresuid(0, 0, 0));
  TRY("setgroups", syscall(SYS_setgroups, 1, &(gid_t){0}));
}
