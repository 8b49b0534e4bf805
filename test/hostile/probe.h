/* What the cases in C share: an attempt, and a line that says how the kernel answered. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* "what DONE", or "what" and the name of the error. A call that fails returns -1. */
#define TRY(what, ...) do { errno = 0; long result_ = (long)(__VA_ARGS__); printf("%s %s\n", what, result_ == -1 ? strerrorname_np(errno) : "DONE"); fflush(stdout); } while (0)

/* An address that is never mapped: the kernel that looks at it says EFAULT, so another error was said before it looked. */
#define NOWHERE ((void *)1)

__attribute__((unused)) static long long now_ms(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

/* Uses this thread's core for so many milliseconds of CPU time. */
__attribute__((unused)) static void burn(long long ms) {
  long long end = now_ms(CLOCK_THREAD_CPUTIME_ID) + ms;
  while (now_ms(CLOCK_THREAD_CPUTIME_ID) < end) ;
}

/* Takes memory, page by page, up to so many MiB. */
__attribute__((unused)) static void fill(int mib) {
  for (int i = 0; i < mib; i++) memset(malloc(1 << 20), 1, 1 << 20);
}

/* What a case of the kind "between" is told to do. */
__attribute__((unused)) static const char *role(void) {
  static char word[16];
  if (scanf("%15s", word) != 1) exit(9);
  return word;
}

/* The roles of a case of the kind "between": `leave` sends and ends, `hold` sends and stays, `look` and `watch` call `heard`. */
#define BETWEEN(send, heard) do { \
    const char *part_ = role(); \
    if (!strcmp(part_, "leave")) { send; puts("done"); } \
    else if (!strcmp(part_, "hold")) { send; usleep(600000); puts("done"); } \
    else { \
      int found_ = (heard); \
      for (int i_ = 0; !strcmp(part_, "watch") && i_ < 90 && !found_; i_++) { usleep(10000); found_ = (heard); } \
      puts(found_ ? "heard" : "nothing"); \
    } \
  } while (0)
