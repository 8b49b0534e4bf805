#include "probe.h"

#include <sys/timex.h>
int main(void) {
  TRY("host name", sethostname("mine", 4));
  TRY("domain name", setdomainname("mine", 4));
  TRY("clock", syscall(SYS_clock_settime, 99, NOWHERE));
  TRY("time of day", syscall(SYS_settimeofday, NOWHERE, NULL));
  TRY("adjust", syscall(SYS_adjtimex, NOWHERE));
  TRY("adjust a clock", syscall(SYS_clock_adjtime, 0, NOWHERE));
  TRY("quota", syscall(SYS_quotactl, ~0, NULL, 0, NULL));
  TRY("quota by file", syscall(SYS_quotactl_fd, -1, ~0, 0, NULL));
  TRY("kernel's log", syscall(SYS_syslog, 10, NULL, 0));
  TRY("accounting", syscall(SYS_acct, "/tmp/acct"));
  TRY("ports", syscall(SYS_iopl, 99));
  TRY("port", syscall(SYS_ioperm, ~0L, ~0L, 1));
  TRY("hang up", syscall(SYS_vhangup));
}
