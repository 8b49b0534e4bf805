#include "probe.h"
#include <linux/netlink.h>
int main(void) {
  TRY("family 0", socket(AF_NETLINK, SOCK_RAW, 0));
  TRY("family 2", socket(AF_NETLINK, SOCK_RAW, 2));
  TRY("family 9", socket(AF_NETLINK, SOCK_RAW, 9));
  TRY("family 12", socket(AF_NETLINK, SOCK_RAW, 12));
  TRY("family 15", socket(AF_NETLINK, SOCK_RAW, 15));
  TRY("family 16", socket(AF_NETLINK, SOCK_RAW, 16));
}
