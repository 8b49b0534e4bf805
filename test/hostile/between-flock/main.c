#include "probe.h"
#include <sys/file.h>
int main(void) { BETWEEN(flock(open("/usr/bin/true", O_RDONLY), LOCK_EX), ({ int fd_ = open("/usr/bin/true", O_RDONLY), busy_ = flock(fd_, LOCK_EX | LOCK_NB) < 0 && errno == EWOULDBLOCK; close(fd_); busy_; })); }
