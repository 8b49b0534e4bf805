#include "probe.h"

#include <pthread.h>
static void *work(void *nothing) { burn(120); return nothing; }
int main(void) {
  pthread_t threads[4];
  for (int i = 0; i < 4; i++) pthread_create(&threads[i], NULL, work, NULL);
  for (int i = 0; i < 4; i++) pthread_join(threads[i], NULL);
  puts("right");
}
