#include "probe.h"
#include <linux/netlink.h>
int main(void) {
  TRY("stream", socket(AF_VSOCK, SOCK_STREAM, 0));
  TRY("datagram", socket(AF_VSOCK, SOCK_DGRAM, 0));
  TRY("packets", socket(AF_VSOCK, SOCK_SEQPACKET, 0));
}
