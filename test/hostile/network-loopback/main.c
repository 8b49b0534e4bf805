#include "probe.h"

#include <arpa/inet.h>
static void attempt(const char *name, int type, const char *address, int port) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = inet_addr(address)};
  TRY(name, connect(socket(AF_INET, type | SOCK_NONBLOCK, 0), (void *)&to, sizeof to));
}
int main(void) {
  int port;
  if (scanf("%d", &port) != 1) return 1;
  attempt("server", SOCK_STREAM, "127.0.0.1", port);
  attempt("all addresses", SOCK_STREAM, "0.0.0.0", port);
  attempt("PostgreSQL", SOCK_STREAM, "127.0.0.1", 5432);
  attempt("datagram", SOCK_DGRAM, "127.0.0.1", port);
}
