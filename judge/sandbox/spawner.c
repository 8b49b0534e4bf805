/*
 * spawner: starts the nsjails of one slot and stands between the judge and their launchers (launch.c).
 *
 *     spawner        descriptor 3: a stream socket to the judge, our parent
 *
 * Theory of operation. Starting an nsjail costs more than making a jail with one that is there: it is loaded, reads its
 * configuration and compiles its policy. In its mode "r" it makes a new jail (namespaces, mounts, process 1) whenever the last one
 * has ended, always of the same shape. Such an nsjail, its log and its control socket are a lane. What differs from run to
 * run, the command and the descriptors, goes over the control socket to the launcher that waits there. A second reason for us: a
 * process as small as this one forks in no time, however large the judge has become.
 *
 * Messages from the judge: their length, 4 bytes in the machine's order, then words that each end with NUL.
 *
 *     l LANE ARGV...                   start an nsjail
 *     o LANE RUN FD,FD,... COMMAND...  an order for the launcher that is ready; FD are descriptors of the judge, which keeps them
 *                                      open until it has an answer for RUN or the end of LANE
 *     g, w or k LANE RUN               go, is it still at work?, leave
 *     x LANE                           end it
 *
 * Lines to the judge:
 *
 *     H LANE                     a jail stands ready
 *     R|E|W|X LANE RUN ...       the launcher's words, as in launch.c
 *     G LANE RUN                 the launcher has gone, and with it every process of its namespace
 *     D LANE STATUS CAUSE LOG    the lane has ended and nothing of it is left. STATUS is nsjail's of wait(2); CAUSE is exit (nsjail's
 *                                own), asked or launcher (it went without a word); LOG what nsjail said, tabs for newlines
 *
 * The judge's descriptors are taken with pidfd_getfd: nothing is opened by path here. Each must be what a program may have.
 *
 * That a launcher has gone is known from its pidfd, which it sends us with its H: the kernel marks process 1 of a namespace as
 * ended only after everything else in it has been reaped. A launcher that goes without having said E or X or having been
 * told k has been killed, and an order may still lie in the control socket: its lane is ended and another one made.
 *
 * A launcher whose nsjail was killed is ours to reap (PR_SET_CHILD_SUBREAPER): the host's process 1 may take its time, or never do
 * it, as in a container without an init, and the dead would gather there.
 *
 * Nothing outlives us: nsjail is killed when we end (PR_SET_PDEATHSIG), its launcher with it, and an end of file on the control
 * socket does the same; and we end with the judge, by its socket's end of file and by the same signal.
 */
#define _GNU_SOURCE
#include "lane.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MOST_WORDS 4096

static char inbox[256 * 1024];
static size_t filled;

static struct lane *lane_of(const char *id) {
  for (int i = 0; i < MOST_LANES; i++)
    if (lanes[i].id == atol(id) && lanes[i].id) return &lanes[i];
  return NULL;
}

/* Handles one message of the judge. */
static void obey(char *at, char *end) {
  char *words[MOST_WORDS + 1];
  int count = 0;
  for (; at < end && count < MOST_WORDS; at += strlen(at) + 1) words[count++] = at;
  words[count] = NULL;
  if (count < 2 || end[-1] != 0) exit(3);
  char kind = words[0][0];
  if (kind == 'l' && count > 2) return start_lane(atol(words[1]), words + 2);
  struct lane *lane = lane_of(words[1]);
  if (kind == 'x') {
    if (lane) end_lane(lane, "asked");
  } else if (count >= 3) {
    if (kind == 'o' && count > 4) give_order(lane, words[1], words[2], words[3], words[4], end);
    else if (lane && lane->run == atol(words[2])) tell(lane, kind, words[2]);
  }
}

static void read_judge(void) {
  ssize_t n = read(JUDGE, inbox + filled, sizeof inbox - filled);
  if (n <= 0) exit(0);
  filled += n;
  size_t at = 0;
  for (uint32_t length; filled - at >= sizeof length; at += sizeof length + length) {
    memcpy(&length, inbox + at, sizeof length);
    if (length == 0 || length > sizeof inbox - sizeof length) exit(3);
    if (filled - at < sizeof length + length) break;
    char *message = inbox + at + sizeof length;
    obey(message, message + length);
  }
  memmove(inbox, inbox + at, filled - at);
  filled -= at;
}

int main(void) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  signal(SIGPIPE, SIG_IGN);
  fcntl(JUDGE, F_SETFD, FD_CLOEXEC);
  fcntl(JUDGE, F_SETFL, fcntl(JUDGE, F_GETFL) & ~O_NONBLOCK);
  judge = syscall(SYS_pidfd_open, getppid(), 0);
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  sigset_t child_ended;
  sigemptyset(&child_ended);
  sigaddset(&child_ended, SIGCHLD);
  sigprocmask(SIG_BLOCK, &child_ended, NULL);
  int ended = signalfd(-1, &child_ended, SFD_CLOEXEC);
  for (;;) {
    struct pollfd polled[2 + 2 * MOST_LANES] = {{.fd = JUDGE, .events = POLLIN}, {.fd = ended, .events = POLLIN}};
    for (int i = 0; i < MOST_LANES; i++) {
      struct lane *lane = &lanes[i];
      struct pollfd *of = polled + 2 + 2 * i;
      /* What has ended is not asked for again. */
      of[0] = (struct pollfd){.fd = lane->id && !lane->hung_up ? lane->control : -1, .events = POLLIN};
      of[1] = (struct pollfd){.fd = lane->id ? lane->launcher : -1, .events = POLLIN};
    }
    if (poll(polled, sizeof polled / sizeof *polled, -1) < 0) {
      if (errno == EINTR) continue;
      exit(4);
    }
    struct signalfd_siginfo told;
    if (polled[1].revents && read(ended, &told, sizeof told) > 0) reap();
    for (int i = 0; i < MOST_LANES; i++) {
      struct pollfd *of = polled + 2 + 2 * i;
      if (lanes[i].id && (of[0].revents || of[1].revents || lanes[i].reaped)) look_after(&lanes[i]);
    }
    if (polled[0].revents) read_judge();
  }
}
