#include "probe.h"

static struct sockaddr_un name = {.sun_family = AF_UNIX, .sun_path = "\0bit"};
#define LENGTH (offsetof(struct sockaddr_un, sun_path) + 4)
int main(void) { BETWEEN(bind(socket(AF_UNIX, SOCK_DGRAM, 0), (void *)&name, LENGTH), connect(socket(AF_UNIX, SOCK_DGRAM, 0), (void *)&name, LENGTH) == 0); }
