#include "probe.h"

/* Times that are not those of this run, or a size that is not that of a new pipe. */
static int odd(void) {
  struct stat found;
  fstat(2, &found);
  int bytes = 0;
  ioctl(2, FIONREAD, &bytes);
  return found.st_mtime > 1000 || found.st_atime > 1000 || found.st_size != 0 || bytes != 0 || fcntl(2, F_GETPIPE_SZ) != 65536 || (fcntl(2, F_GETFL) & O_NONBLOCK);
}
int main(void) { BETWEEN(fcntl(2, F_SETPIPE_SZ, 4096); fcntl(2, F_SETFL, O_NONBLOCK); fprintf(stderr, "bit\n"), odd()); }
