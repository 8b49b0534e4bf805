#include "probe.h"

#include <dirent.h>
#include <linux/random.h>
int main(void) {
  const char *names[] = {"mem", "kmem", "port", "kmsg", "kvm", "vda", "sda", "nvme0", "loop-control", "fuse", "net/tun", "ptmx", "pts", "tty", "tty0", "console", "snapshot", "rtc0", "vhost-net", "vsock", "userfaultfd", "uinput", "mqueue", "hugepages", "dri", "cpu_dma_latency", "watchdog", "btrfs-control", "mapper"};
  for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
    char path[64];
    struct stat found;
    snprintf(path, sizeof path, "/dev/%s", names[i]);
    if (lstat(path, &found) == 0) printf("%s is there\n", path);
  }
  int count = 0;
  DIR *all = opendir("/dev");
  for (struct dirent *entry; (entry = readdir(all));) count += entry->d_name[0] != '.';
  printf("%d entries\n", count);
  int random = open("/dev/random", O_RDWR);
  TRY("feed the pool", ioctl(random, RNDADDTOENTCNT, &(int){1}));
  TRY("clear the pool", ioctl(random, RNDCLEARPOOL, 0));
  TRY("replace null", rename("/dev/null", "/dev/zero"));
  TRY("change null", chmod("/dev/null", 0));
}
