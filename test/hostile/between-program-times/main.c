#include "probe.h"

static int recent(const char *path, time_t ago) {
  struct stat found;
  return stat(path, &found) == 0 && found.st_atime > time(NULL) - ago;
}
int main(void) { BETWEEN(read(open("/usr/bin/gpasswd", O_RDONLY), &(char){0}, 1); read(open("/.arbiter/launch", O_RDONLY), &(char){0}, 1); read(open("/etc/group", O_RDONLY), &(char){0}, 1), recent("/usr/bin/gpasswd", 2) || recent("/.arbiter/launch", 2) || recent("/etc/group", 2)); }
