#include "probe.h"

int main(void) {
  TRY("write", write(0, "x", 1));
  TRY("cut", ftruncate(0, 0));
  TRY("open again", open("/proc/self/fd/0", O_RDWR));
  TRY("open by /dev", open("/dev/stdin", O_WRONLY));
  TRY("cut by /dev", truncate("/dev/stdin", 0));
  TRY("change the mode", fchmod(0, 0777));
  TRY("change the owner", fchown(0, 1000, 1000));
}
