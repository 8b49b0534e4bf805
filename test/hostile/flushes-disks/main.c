#include "probe.h"

/* The kernel would refuse descriptor -1 and an address that is not mapped: "DONE" was said before it looked. sync() itself cannot fail. */
int main(void) {
  sync();
  TRY("syncfs", syncfs(-1));
  TRY("fsync", fsync(-1));
  TRY("fdatasync", fdatasync(-1));
  TRY("sync_file_range", sync_file_range(-1, 0, 4096, SYNC_FILE_RANGE_WRITE));
  TRY("msync", msync((void *)4096, 4096, MS_SYNC));
}
