#include "probe.h"

#include <linux/perf_event.h>
int main(void) {
  struct perf_event_attr attributes = {.type = PERF_TYPE_SOFTWARE, .size = sizeof attributes, .config = PERF_COUNT_SW_TASK_CLOCK, .exclude_kernel = 1};
  TRY("itself", syscall(SYS_perf_event_open, &attributes, 0, -1, -1, 0));
  TRY("the core", syscall(SYS_perf_event_open, &attributes, -1, 0, -1, 0));
  TRY("nothing", syscall(SYS_perf_event_open, NOWHERE, 0, -1, -1, 0));
}
