#include "probe.h"
int main(void) { BETWEEN(shm_open("/bit", O_CREAT | O_RDWR, 0666), shm_open("/bit", O_RDWR, 0) >= 0); }
