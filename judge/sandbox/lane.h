/* Lanes of the spawner: see spawner.c. Each is an nsjail, its control socket, its log, and the launcher of its present jail. */
#ifndef LANE_H
#define LANE_H
#include <sys/types.h>

#define JUDGE 3
#define MOST_LANES 64

struct lane {
  long id; /* 0: this place is free */
  pid_t pid;
  int launcher; /* its pidfd; -1: there is none */
  int control, log;
  long run;          /* the launcher's; 0: it has no order yet */
  int status;        /* of nsjail, when it was reaped */
  const char *cause; /* why the lane ends; NULL: it does not */
  char may_go, reaped, hung_up;
};

extern struct lane lanes[MOST_LANES];
extern int judge; /* its pidfd */

void start_lane(long id, char **argv);
/* RUN, the descriptors and the command as text; the command reaches up to `end`. */
void give_order(struct lane *, const char *id, const char *run, const char *descriptors, const char *command, const char *end);
/* g, w or k, for the run that the launcher has. */
void tell(struct lane *, char word, const char *run);
void end_lane(struct lane *, const char *cause);
/* Takes leave of children that have ended: nsjails, and launchers that theirs have left behind. */
void reap(void);
/* Takes notice of all that may have happened to it. */
void look_after(struct lane *);
#endif
