#include "probe.h"

/* The kernel notes a reading where the last one was before the last change, or a day ago. */
static int was_read(void) {
  struct stat found;
  fstat(0, &found);
  return found.st_atim.tv_sec > found.st_mtim.tv_sec || (found.st_atim.tv_sec == found.st_mtim.tv_sec && found.st_atim.tv_nsec > found.st_mtim.tv_nsec);
}
int main(void) { BETWEEN(fcntl(0, F_SETFL, 0); read(open("/proc/self/fd/0", O_RDONLY), &(char){0}, 1), was_read()); }
