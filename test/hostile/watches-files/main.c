#include "probe.h"

#include <sys/fanotify.h>
#include <sys/inotify.h>
int main(void) {
  TRY("inotify", inotify_init());
  TRY("inotify1", inotify_init1(IN_NONBLOCK));
  TRY("watch", inotify_add_watch(-1, "/usr", IN_ACCESS));
  TRY("fanotify", fanotify_init(FAN_CLASS_NOTIF | FAN_REPORT_FID, 0));
  TRY("mark", fanotify_mark(-1, 0, 0, -1, NULL));
  TRY("F_NOTIFY", fcntl(open("/usr", O_RDONLY), F_NOTIFY, DN_ACCESS | DN_MULTISHOT));
}
