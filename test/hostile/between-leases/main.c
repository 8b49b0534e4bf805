#include "probe.h"
int main(void) { BETWEEN(fcntl(open("/usr/bin/true", O_RDONLY), F_SETLEASE, F_RDLCK); fcntl(0, F_SETLEASE, F_RDLCK), fcntl(0, F_GETLEASE) != F_UNLCK || fcntl(open("/usr/bin/true", O_RDONLY), F_GETLEASE) != F_UNLCK); }
