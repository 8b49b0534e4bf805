#include "probe.h"

#include <netinet/in.h>
static int taken(int keep) {
  struct sockaddr_in name = {.sin_family = AF_INET, .sin_port = htons(4711)};
  int fd = socket(AF_INET, SOCK_DGRAM, 0), said = bind(fd, (void *)&name, sizeof name) < 0 && errno == EADDRINUSE;
  if (!keep) close(fd);
  return said;
}
int main(void) { BETWEEN(taken(1), taken(0)); }
