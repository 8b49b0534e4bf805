/* What happens to a lane, from its start to its end. Why it is so is told in spawner.c. */
#define _GNU_SOURCE
#include "lane.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST_DESCRIPTORS 32
#define LOG_BYTES 2048

struct lane lanes[MOST_LANES];
int judge;

static void report(const char *line, size_t length) {
  while (length > 0) {
    ssize_t n = write(JUDGE, line, length);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) exit(0);
    line += n;
    length -= n;
  }
}

static void become_nsjail(pid_t spawner, int control, int log, char **argv) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != spawner) _exit(127);
  signal(SIGPIPE, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  int null = open("/dev/null", O_RDWR);
  if (dup2(null, 0) < 0 || dup2(null, 1) < 0 || dup2(log, 2) < 0 || dup2(control, 3) < 0) _exit(127);
  char *environment[] = {NULL};
  syscall(SYS_close_range, 4, ~0U, 0);
  execve(argv[0], argv, environment);
  dprintf(2, "cannot execute %s: %s\n", argv[0], strerrorname_np(errno));
  _exit(127);
}

void start_lane(long id, char **argv) {
  struct lane *lane = lanes;
  while (lane < lanes + MOST_LANES && lane->id) lane++;
  int pair[2] = {-1, -1}, log = -1;
  const char *missing = "room for another lane";
  if (lane < lanes + MOST_LANES) {
    missing = "a socket or a log";
    log = memfd_create("log", MFD_CLOEXEC);
    if (log >= 0 && fcntl(log, F_SETFL, O_APPEND) == 0 && socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) == 0) {
      missing = "a process";
      pid_t self = getpid(), pid = fork();
      if (pid == 0) become_nsjail(self, pair[1], log, argv);
      if (pid > 0) {
        close(pair[1]);
        *lane = (struct lane){.id = id, .pid = pid, .launcher = -1, .control = pair[0], .log = log};
        return;
      }
    }
  }
  char line[160];
  report(line, snprintf(line, sizeof line, "D %ld 0 exit the spawner lacks %s: %s\n", id, missing, strerrorname_np(errno)));
  for (int i = 0; i < 2; i++)
    if (pair[i] >= 0) close(pair[i]);
  if (log >= 0) close(log);
}

void end_lane(struct lane *lane, const char *cause) {
  if (!lane->cause) lane->cause = cause;
  if (!lane->reaped) kill(lane->pid, SIGKILL);
  shutdown(lane->control, SHUT_WR);
}

static void refuse(const char *id, const char *run, const char *stage) {
  char line[128];
  report(line, snprintf(line, sizeof line, "X %.20s %.20s %s %d\n", id, run, stage, errno));
}

/* Whether a run may have this as its descriptor `place`: never a socket, a folder or a device that can be written, whatever number
 * the judge has named. */
static int is_fit(int fd, int place) {
  struct stat is;
  int access = fcntl(fd, F_GETFL) & O_ACCMODE;
  if (fstat(fd, &is)) return 0;
  if (place == 0) return access == O_RDONLY && (S_ISREG(is.st_mode) || S_ISFIFO(is.st_mode) || S_ISCHR(is.st_mode));
  if (place < 3) return access == O_WRONLY && S_ISFIFO(is.st_mode);
  return S_ISREG(is.st_mode) || S_ISFIFO(is.st_mode);
}

void give_order(struct lane *lane, const char *id, const char *run, const char *descriptors, const char *command, const char *end) {
  errno = ESTALE;
  if (!lane || lane->launcher < 0 || lane->run || lane->cause) return refuse(id, run, "lane");
  int taken[MOST_DESCRIPTORS], count = 0, fits = 1;
  for (const char *at = descriptors; *at && count < MOST_DESCRIPTORS && fits; at += strcspn(at, ","), at += *at == ',') {
    int fd = syscall(SYS_pidfd_getfd, judge, atoi(at), 0);
    if (fd < 0) fits = 0;
    else if (!is_fit(fd, count)) errno = EBADF, fits = 0;
    if (fd >= 0) taken[count++] = fd;
  }
  union {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(sizeof taken)];
  } ancillary;
  size_t bytes = count * sizeof *taken;
  ancillary.header = (struct cmsghdr){CMSG_LEN(bytes), SOL_SOCKET, SCM_RIGHTS};
  memcpy(CMSG_DATA(&ancillary.header), taken, bytes);
  struct iovec words[] = {{"o", 1}, {(void *)run, strlen(run) + 1}, {(void *)command, end - command}};
  struct msghdr message = {.msg_iov = words, .msg_iovlen = 3, .msg_control = &ancillary, .msg_controllen = CMSG_SPACE(bytes)};
  if (fits && sendmsg(lane->control, &message, MSG_DONTWAIT | MSG_NOSIGNAL) > 0) {
    lane->run = atol(run);
  } else {
    refuse(id, run, "descriptors");
    end_lane(lane, "asked");
  }
  while (count > 0) close(taken[--count]);
}

void tell(struct lane *lane, char word, const char *run) {
  char words[32];
  send(lane->control, words, snprintf(words, sizeof words, "%c%.20s", word, run), MSG_DONTWAIT | MSG_NOSIGNAL);
  if (word == 'k') lane->may_go = 1;
}

static int has_ended(int pidfd) {
  struct pollfd process = {.fd = pidfd, .events = POLLIN};
  return poll(&process, 1, 0) > 0;
}

/* The launcher is no more. */
static void let_go(struct lane *lane) {
  char line[64];
  if (lane->run && lane->may_go) report(line, snprintf(line, sizeof line, "G %ld %ld\n", lane->id, lane->run));
  else end_lane(lane, "launcher");
  close(lane->launcher);
  lane->launcher = -1;
  lane->run = lane->may_go = 0;
}

static void welcome(struct lane *lane, struct msghdr *message) {
  struct cmsghdr *header = CMSG_FIRSTHDR(message);
  if (!header || header->cmsg_len != CMSG_LEN(sizeof(int))) return end_lane(lane, "launcher");
  /* nsjail has reaped the one before, whether we have looked at its pidfd or not. */
  if (lane->launcher >= 0) let_go(lane);
  memcpy(&lane->launcher, CMSG_DATA(header), sizeof(int));
  if (ftruncate(lane->log, 0) || lane->cause) return;
  char line[32];
  report(line, snprintf(line, sizeof line, "H %ld\n", lane->id));
}

/* Reads all that launchers have said. */
static void hear(struct lane *lane) {
  while (!lane->hung_up) {
    char words[128], line[192];
    union {
      struct cmsghdr header;
      char bytes[CMSG_SPACE(sizeof(int))];
    } ancillary;
    struct iovec into = {words, sizeof words - 1};
    struct msghdr message = {.msg_iov = &into, .msg_iovlen = 1, .msg_control = &ancillary, .msg_controllen = sizeof ancillary};
    ssize_t n = recvmsg(lane->control, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (n <= 0) {
      lane->hung_up = 1;
      return;
    }
    words[n] = 0;
    if (words[0] == 'H') {
      welcome(lane, &message);
    } else if (n > 2 && lane->run && atol(words + 2) == lane->run) {
      if (words[0] != 'R' && words[0] != 'W') lane->may_go = 1;
      report(line, snprintf(line, sizeof line, "%c %ld %s\n", words[0], lane->id, words + 2));
    }
  }
}

/* The end of what nsjail said, in one line. */
static const char *log_of(struct lane *lane) {
  static char text[LOG_BYTES + 1];
  off_t length = lseek(lane->log, 0, SEEK_END), from = length > LOG_BYTES ? length - LOG_BYTES : 0;
  ssize_t n = pread(lane->log, text, LOG_BYTES, from);
  text[n > 0 ? n : 0] = 0;
  for (char *c = text; *c; c++)
    if (*c == '\n') *c = '\t';
  return text;
}

void reap(void) {
  int status;
  for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0;)
    for (struct lane *lane = lanes; lane < lanes + MOST_LANES; lane++)
      if (lane->id && !lane->reaped && lane->pid == pid) lane->status = status, lane->reaped = 1;
}

void look_after(struct lane *lane) {
  hear(lane);
  if (lane->reaped) end_lane(lane, "exit");
  if (lane->launcher >= 0 && has_ended(lane->launcher)) {
    hear(lane); /* what it said before it went */
    if (lane->launcher >= 0 && has_ended(lane->launcher)) let_go(lane);
  }
  if (!lane->reaped || !lane->hung_up || lane->launcher >= 0) return;
  char line[LOG_BYTES + 128];
  report(line, snprintf(line, sizeof line, "D %ld %d %s %s\n", lane->id, lane->status, lane->cause, log_of(lane)));
  close(lane->control);
  close(lane->log);
  lane->id = 0;
}
