#include "probe.h"
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
int main(void) { BETWEEN(shmget(4711, 4096, IPC_CREAT | 0666); semget(4711, 1, IPC_CREAT | 0666); msgget(4711, IPC_CREAT | 0666), shmget(4711, 4096, 0) >= 0 || semget(4711, 1, 0) >= 0 || msgget(4711, 0) >= 0); }
