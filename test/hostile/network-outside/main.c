#include "probe.h"

#include <arpa/inet.h>
#include <net/if.h>
int main(void) {
  const char *addresses[] = {"169.254.169.254", "10.0.0.1", "172.17.0.1", "192.168.1.1", "8.8.8.8", "255.255.255.255"};
  for (int i = 0; i < 6; i++) {
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(80), .sin_addr.s_addr = inet_addr(addresses[i])};
    TRY(addresses[i], connect(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), (void *)&to, sizeof to));
  }
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  struct ifreq interface = {.ifr_name = "lo"};
  TRY("flags of lo", ioctl(fd, SIOCGIFFLAGS, &interface));
  printf("%s\n", interface.ifr_flags & IFF_UP ? "lo is up" : "lo is down");
  interface.ifr_flags = IFF_UP;
  TRY("lo up", ioctl(fd, SIOCSIFFLAGS, &interface));
  struct ifconf all = {.ifc_len = 0};
  TRY("addresses", ioctl(fd, SIOCGIFCONF, &all));
  printf("%d bytes of them\n", all.ifc_len);
}
