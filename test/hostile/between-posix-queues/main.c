#include "probe.h"
#include <mqueue.h>
int main(void) { BETWEEN(mq_open("/bit", O_CREAT | O_RDWR, 0666, NULL), mq_open("/bit", O_RDONLY) != (mqd_t)-1); }
