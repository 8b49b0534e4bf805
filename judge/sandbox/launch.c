/*
 * launch: process 1 of a jail. It is told of one program, starts it, measures it, says how it ended, and leaves.
 *
 *     launch CGROUPS CORE
 *
 * Theory of operation. nsjail has made the namespaces, the mounts, the limits and the first system call filter, and has
 * dropped every right; then it executes this program as process 1 of the new pid namespace. Descriptors on arrival:
 *
 *     0, 1    /dev/null
 *     2       nsjail's log
 *     3       control: a socket of whole messages (SOCK_SEQPACKET) to the spawner (spawner.c)
 *
 * One nsjail makes jail after jail, each with a launcher of its own, and they have the control socket after each other. So that
 * nothing said to or by one of them is taken for another's, every message but H carries the number of the run. We send:
 *
 *     H                     this jail stands ready for an order; with it, as a descriptor, goes our pidfd
 *     R RUN                 the program's process is ready to execute
 *     E RUN STATUS NS       the program ended: wait(2) status and wall time from g, in nanoseconds
 *     W RUN NS              the answer to w: the program has not ended, and g was so long ago
 *     X RUN STAGE ERRNO     our fault or the caller's, never the program's: STAGE is order, cgroup, core, limit,
 *                           descriptors, filter, fork or execve
 *
 * and are sent:
 *
 *     oRUN\0ARG\0ARG\0...   the order: a command, with the descriptors of its standard input, output and error, then CGROUPS files
 *                           "tasks" (v1) or "cgroup.procs" (v2) of the run's cgroups, open for writing, then any for 3, 4, ...
 *     gRUN                  go
 *     wRUN                  is it still at work?
 *     kRUN                  leave
 *
 * Upon the order we fork. The child, which becomes the program, moves itself into the cgroups by writing 0 to those files,
 * so neither nsjail nor we are ever charged to the run; binds itself to CORE (unless -1); keeps no descriptor but the
 * program's; and waits. On g we release the child, which has nothing left to do but execve. On k, or when the spawner or nsjail
 * has gone, we leave, and the kernel kills all of the namespace with its process 1. When the program ends we report and
 * leave, which ends whatever it left behind. We never take a second order. On w we tell that we live and since when the program
 * runs: a launcher that was stopped before it read g has kept its program from running, and one that does not answer knows nothing.
 *
 * The program cannot touch us. Signals that a namespace sends to its own process 1 are dropped where no handler is set,
 * SIGKILL and SIGSTOP included; the only handler is SIGCHLD's, which does nothing. We are not dumpable, so that
 * /proc/1/{fd,mem,environ,root} and ptrace are refused. The child closes the control socket before all else.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/close_range.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "second-filter.h"

#define CONTROL 3
#define MOST_DESCRIPTORS 32

extern char **environ;
/* The order as it came; RUN, its number as text, is at 1. */
static char order[64 * 1024];
static int given[MOST_DESCRIPTORS], givens;
#define RUN (order + 1)

static long long now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void say(int fd, const char *words) {
  if (send(fd, words, strlen(words), MSG_NOSIGNAL) < 0) _exit(2);
}

/* Our fault: tell the spawner, and leave. */
static void fail(const char *stage) {
  char words[96];
  snprintf(words, sizeof words, "X %.20s %s %d", RUN, stage, errno);
  say(CONTROL, words);
  _exit(1);
}

static void ignore(int signal) { (void)signal; }

/* Says that this jail is ready. Our pidfd tells the spawner when everything in this namespace has ended: we are its process 1. */
static void say_hello(void) {
  int self = syscall(SYS_pidfd_open, getpid(), 0);
  if (self < 0) _exit(2);
  union {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(sizeof self)];
  } ancillary = {.header = {CMSG_LEN(sizeof self), SOL_SOCKET, SCM_RIGHTS}};
  memcpy(CMSG_DATA(&ancillary.header), &self, sizeof self);
  struct iovec words = {"H", 1};
  struct msghdr message = {.msg_iov = &words, .msg_iovlen = 1, .msg_control = &ancillary, .msg_controllen = sizeof ancillary};
  if (sendmsg(CONTROL, &message, MSG_NOSIGNAL) < 0) _exit(2);
  close(self);
}

/* Waits for an order. Returns the number of bytes of its command. */
static size_t take_order(int cgroups) {
  union {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(sizeof given)];
  } ancillary;
  struct msghdr message;
  ssize_t n;
  do { /* what is no order was meant for a launcher before us, which has left without hearing it */
    struct iovec words = {order, sizeof order - 1};
    message = (struct msghdr){.msg_iov = &words, .msg_iovlen = 1, .msg_control = &ancillary, .msg_controllen = sizeof ancillary};
    n = recvmsg(CONTROL, &message, MSG_CMSG_CLOEXEC);
    if (n <= 0) _exit(0);
  } while (order[0] != 'o');
  struct cmsghdr *first = CMSG_FIRSTHDR(&message);
  if (first) {
    givens = (first->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    memcpy(given, CMSG_DATA(first), givens * sizeof(int));
  }
  errno = EPROTO;
  if (message.msg_flags & (MSG_TRUNC | MSG_CTRUNC) || givens < 3 + cgroups || order[n - 1] != 0) fail("order");
  return n - 1 - (strlen(RUN) + 1);
}

/* Points into the order: the words of its command. */
static char **command_of(size_t bytes) {
  char *at = RUN + strlen(RUN) + 1, *end = at + bytes;
  int words = 0;
  for (char *c = at; c < end; c++) words += *c == 0;
  char **command = calloc(words + 1, sizeof *command);
  if (!command || words == 0) fail("order");
  for (int i = 0; i < words; i++, at += strlen(at) + 1) command[i] = at;
  return command;
}

/* The child says why it fails: process 1 passes it on. */
static void give_up(int link, const char *stage) {
  char words[64];
  snprintf(words, sizeof words, "%s %d", stage, errno);
  say(link, words);
  _exit(1);
}

/* The child: from fork to execve. link is our end of a socket pair to process 1, close-on-exec. */
static void become_program(int link, int cgroups, int core, char **command) {
  close(CONTROL);
  for (int i = 3; i < 3 + cgroups; i++)
    if (write(given[i], "0", 1) != 1) give_up(link, "cgroup");
  if (core >= 0) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(core, &set);
    if (sched_setaffinity(0, sizeof set, &set)) give_up(link, "core");
  }
  /* Descriptors are numbered upwards as they came, from 4, and link behind them: each goes to a place below those still to go. */
  int places = 0;
  for (int i = 0; i < givens; i++) {
    if (i >= 3 && i < 3 + cgroups) continue;
    errno = EPROTO;
    if (given[i] <= places || dup2(given[i], places) != places) give_up(link, "descriptors");
    places++;
  }
  if (syscall(SYS_close_range, places, ~0U, CLOSE_RANGE_CLOEXEC)) give_up(link, "descriptors");
  /* One byte, not none: only this keeps the kernel from handing a core dump to a program of the host (core(5)). */
  struct rlimit core_dump = {1, 1};
  if (setrlimit(RLIMIT_CORE, &core_dump)) give_up(link, "limit");
  signal(SIGCHLD, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  if (install_filter(core >= 0)) give_up(link, "filter");
  say(link, "R");
  char go;
  if (recv(link, &go, 1, 0) != 1) _exit(1);
  execve(command[0], command, environ);
  give_up(link, "execve");
}

/* Passes on what the child said of itself. Returns 0 when it said nothing: the program was executed, or killed. */
static int relay(int link, int flags) {
  char words[64], line[128];
  ssize_t n = recv(link, words, sizeof words - 1, flags);
  if (n <= 0) return 0;
  words[n] = 0;
  if (words[0] == 'R') snprintf(line, sizeof line, "R %.20s", RUN);
  else snprintf(line, sizeof line, "X %.20s %s", RUN, words);
  say(CONTROL, line);
  return words[0];
}

/* The next word that is meant for this run, g, w or k; k as well when the spawner has gone. 0: there is none, and flags say not to wait. */
static char next_word(int flags) {
  char words[64];
  ssize_t n;
  do {
    n = recv(CONTROL, words, sizeof words - 1, flags);
    if (n < 0 && errno == EAGAIN) return 0;
    if (n <= 0) return 'k';
    words[n] = 0;
  } while (!strchr("gwk", words[0]) || strcmp(words + 1, RUN));
  return words[0];
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  int cgroups = atoi(argv[1]), core = atoi(argv[2]);
  prctl(PR_SET_DUMPABLE, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);

  sigset_t child_ended, none;
  sigemptyset(&none);
  sigemptyset(&child_ended);
  sigaddset(&child_ended, SIGCHLD);
  sigprocmask(SIG_BLOCK, &child_ended, NULL);
  signal(SIGCHLD, ignore);

  say_hello();
  char **command = command_of(take_order(cgroups));
  int pair[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair)) fail("fork");
  pid_t program = fork();
  if (program < 0) fail("fork");
  if (program == 0) {
    close(pair[0]);
    become_program(pair[1], cgroups, core, command);
  }
  close(pair[1]);
  for (int fd = 0; fd < CONTROL; fd++) close(fd);
  for (int i = 0; i < givens; i++) close(given[i]);

  if (relay(pair[0], 0) != 'R') return 1;
  if (next_word(0) != 'g') return 0;
  long long start = now_ns();
  if (send(pair[0], "g", 1, MSG_NOSIGNAL) != 1) return 1;

  for (;;) {
    int status;
    pid_t ended;
    while ((ended = waitpid(-1, &status, WNOHANG)) > 0) {
      if (ended != program) continue;
      if (relay(pair[0], MSG_DONTWAIT)) return 1;
      char line[96];
      snprintf(line, sizeof line, "E %.20s %d %lld", RUN, status, now_ns() - start);
      say(CONTROL, line);
      return 0;
    }
    struct pollfd spawner = {.fd = CONTROL, .events = POLLIN};
    if (ppoll(&spawner, 1, NULL, &none) <= 0) continue;
    char word = next_word(MSG_DONTWAIT), line[64];
    if (word == 'k') return 0;
    if (word != 'w') continue;
    snprintf(line, sizeof line, "W %.20s %lld", RUN, now_ns() - start);
    say(CONTROL, line);
  }
}
