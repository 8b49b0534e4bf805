#include "probe.h"

#include <sys/shm.h>
int main(void) {
  for (int i = 0; i < 50; i++) {
    int id = shmget(IPC_PRIVATE, 4 << 20, IPC_CREAT | 0600);
    char *at = shmat(id, NULL, 0);
    if (at == (void *)-1) break;
    memset(at, 1, 4 << 20);
    shmdt(at);
  }
  puts("right");
}
