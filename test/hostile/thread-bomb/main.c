#include "probe.h"

#include <pthread.h>
static void *stay(void *nothing) { pause(); return nothing; }
int main(void) {
  pthread_attr_t small;
  pthread_attr_init(&small);
  pthread_attr_setstacksize(&small, 16384);
  int n = 0;
  for (pthread_t thread; n < 10000 && pthread_create(&thread, &small, stay, NULL) == 0; n++) ;
  puts(n < 100 ? "refused" : "not refused");
  _exit(fflush(stdout));
}
