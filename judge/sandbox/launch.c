/*
 * launch: process 1 of a jail. It starts one program, measures it, says how it ended, and leaves.
 *
 *     launch FIRST CGROUPS CORE -- program arguments...
 *
 * Theory of operation. nsjail has made the namespaces, the mounts, the limits and the first system call filter, and has
 * dropped every right; then it executes this program as process 1 of the new pid namespace. Descriptors on arrival:
 *
 *     0, 1                standard input and output of the program
 *     2                   nsjail's log
 *     3 .. FIRST-1        extra descriptors of the program, in their place
 *     FIRST               control: a socket to the judge
 *     FIRST+1             standard error of the program
 *     FIRST+2 ..          CGROUPS files "tasks" (v1) or "cgroup.procs" (v2) of the run's cgroups, open for writing
 *
 * We fork. The child, which becomes the program, moves itself into the cgroups by writing 0 to those files, so neither
 * nsjail nor we are ever charged to the run; binds itself to CORE (unless -1); closes all that is not the program's; and waits.
 * We say R on the control socket. On g we release the child, which has nothing left to do but execve; on k, or when
 * the judge has gone (end of file), we leave, and the kernel kills all of the namespace with its process 1.
 * When the program ends we report and leave, which ends whatever it left behind. Lines that we send:
 *
 *     R\n                 ready
 *     E STATUS NS\n       the program ended: wait(2) status and wall time from g, in nanoseconds
 *     X STAGE ERRNO\n     our fault or the caller's, never the program's: STAGE is cgroup, core, stderr, limit, filter, fork or execve
 *
 * The program cannot touch us. Signals that a namespace sends to its own process 1 are dropped where no handler is set,
 * SIGKILL and SIGSTOP included; the only handler is SIGCHLD's, which does nothing. We are not dumpable, so that
 * /proc/1/{fd,mem,environ,root} and ptrace are refused. The control socket is close-on-exec in the child.
 *
 * The second filter, added here because nsjail's policy language has no words for it: a system call by the 32-bit entry
 * (int 0x80) or with an x32 number kills, and the bound core cannot be left (sched_setaffinity).
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
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

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "the system call filter does not know this architecture"
#endif
#define X32_BIT 0x40000000

extern char **environ;
static int control;

static long long now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void say(int fd, const char *line) {
  if (send(fd, line, strlen(line), MSG_NOSIGNAL) < 0) _exit(2);
}

/* Our fault: tell whoever listens on fd, and leave. */
static void fail(int fd, const char *stage) {
  char line[64];
  snprintf(line, sizeof line, "X %s %d\n", stage, errno);
  say(fd, line);
  _exit(1);
}

static void ignore(int signal) { (void)signal; }

static void install_filter(int fd, int bound) {
  struct sock_filter code[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, X32_BIT, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, bound ? SYS_sched_setaffinity : X32_BIT, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {sizeof code / sizeof *code, code};
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program)) fail(fd, "filter");
}

/* The child: from fork to execve. link is our end of a socket pair to process 1, close-on-exec. */
static void become_program(int link, int first, int cgroups, int core, char **command) {
  close(control);
  for (int i = 0; i < cgroups; i++)
    if (write(first + 2 + i, "0", 1) != 1) fail(link, "cgroup");
  if (core >= 0) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(core, &set);
    if (sched_setaffinity(0, sizeof set, &set)) fail(link, "core");
  }
  if (dup2(first + 1, 2) != 2) fail(link, "stderr");
  for (int fd = first + 1; fd < first + 2 + cgroups; fd++) close(fd);
  /* One byte, not none: only this keeps the kernel from handing a core dump to a program of the host (core(5)). */
  struct rlimit core_dump = {1, 1};
  if (setrlimit(RLIMIT_CORE, &core_dump)) fail(link, "limit");
  signal(SIGCHLD, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  install_filter(link, core >= 0);
  say(link, "R\n");
  char go;
  if (recv(link, &go, 1, 0) != 1) _exit(1);
  execve(command[0], command, environ);
  fail(link, "execve");
}

/* Passes on what the child said of itself. Returns 0 when it said nothing: the program was executed, or killed. */
static int relay(int link, int flags) {
  char line[64];
  ssize_t n = recv(link, line, sizeof line - 1, flags);
  if (n <= 0) return 0;
  line[n] = 0;
  say(control, line);
  return line[0];
}

int main(int argc, char **argv) {
  if (argc < 6) return 2;
  int first = atoi(argv[1]), cgroups = atoi(argv[2]), core = atoi(argv[3]);
  control = first;
  prctl(PR_SET_DUMPABLE, 0);

  sigset_t child_ended, none;
  sigemptyset(&none);
  sigemptyset(&child_ended);
  sigaddset(&child_ended, SIGCHLD);
  sigprocmask(SIG_BLOCK, &child_ended, NULL);
  signal(SIGCHLD, ignore);

  int pair[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair)) fail(control, "fork");
  pid_t program = fork();
  if (program < 0) fail(control, "fork");
  if (program == 0) {
    close(pair[0]);
    become_program(pair[1], first, cgroups, core, argv + 5);
  }
  close(pair[1]);
  for (int fd = 0; fd < first; fd++) close(fd);
  for (int fd = first + 1; fd < first + 2 + cgroups; fd++) close(fd);

  if (relay(pair[0], 0) != 'R') return 1;
  char word;
  if (recv(control, &word, 1, 0) != 1 || word != 'g') return 0;
  long long start = now_ns();
  if (send(pair[0], "g", 1, MSG_NOSIGNAL) != 1) return 1;

  for (;;) {
    int status;
    pid_t ended;
    while ((ended = waitpid(-1, &status, WNOHANG)) > 0) {
      if (ended != program) continue;
      if (relay(pair[0], MSG_DONTWAIT)) return 1;
      char line[64];
      snprintf(line, sizeof line, "E %d %lld\n", status, now_ns() - start);
      say(control, line);
      return 0;
    }
    struct pollfd judge = {.fd = control, .events = POLLIN};
    if (ppoll(&judge, 1, NULL, &none) > 0) return 0;
  }
}
