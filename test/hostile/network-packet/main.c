#include "probe.h"
#include <linux/netlink.h>
int main(void) {
  TRY("packet raw", socket(AF_PACKET, SOCK_RAW, 0));
  TRY("packet datagram", socket(AF_PACKET, SOCK_DGRAM, 0));
  TRY("kernel crypto", socket(AF_ALG, SOCK_SEQPACKET, 0));
  TRY("raw", socket(AF_INET, SOCK_RAW, 1));
  TRY("raw 6", socket(AF_INET6, SOCK_RAW, 58));
}
