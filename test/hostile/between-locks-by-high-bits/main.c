#include "probe.h"

static struct flock all(int type) { return (struct flock){.l_type = type, .l_whence = SEEK_SET}; }
static void lock(int command, const char *path) {
  struct flock wanted = all(F_RDLCK);
  syscall(SYS_fcntl, open(path, O_RDONLY), command | 1L << 40, &wanted);
}
/* A reader may ask who would be in the way of a writer, and the upper half of a command is ignored by the kernel. */
static int locked(int command, const char *path) {
  struct flock found = all(F_WRLCK);
  int fd = open(path, O_RDONLY), said = fcntl(fd, command, &found) == 0 && found.l_type != F_UNLCK && found.l_type != F_WRLCK;
  close(fd);
  return said;
}
int main(void) { BETWEEN(lock(F_SETLK, "/usr/bin/true"); lock(F_OFD_SETLK, "/usr/bin/env"), locked(F_GETLK, "/usr/bin/true") || locked(F_OFD_GETLK, "/usr/bin/env")); }
