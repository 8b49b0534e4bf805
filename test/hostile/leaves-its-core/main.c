#include "probe.h"

int main(void) {
  cpu_set_t set;
  CPU_ZERO(&set);
  for (int i = 0; i < CPU_SETSIZE; i++) CPU_SET(i, &set);
  TRY("all cores", sched_setaffinity(0, sizeof set, &set));
  CPU_ZERO(&set);
  sched_getaffinity(0, sizeof set, &set);
  printf("%d core\n", CPU_COUNT(&set));
}
