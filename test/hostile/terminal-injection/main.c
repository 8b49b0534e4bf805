#include "probe.h"

#include <termios.h>
int main(void) {
  for (int fd = 0; fd < 3; fd++) {
    TRY("TIOCSTI", ioctl(fd, TIOCSTI, "x"));
    TRY("TIOCLINUX", ioctl(fd, TIOCLINUX, "\3"));
    TRY("TIOCSTI with high bits", syscall(SYS_ioctl, fd, 0xFFFFFFFF00005412, "x"));
  }
  TRY("terminal", open("/dev/tty", O_RDWR));
}
