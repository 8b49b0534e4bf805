#include "probe.h"

int main(void) {
  for (int fd = 0; fd < 4096; fd++) if (fcntl(fd, F_GETFD) >= 0) printf("%d\n", fd);
  TRY("report", send(3, "E 0 1\n", 6, 0));
  TRY("cgroup", write(5, "0", 1));
}
