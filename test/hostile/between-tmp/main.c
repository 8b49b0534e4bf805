#include "probe.h"
int main(void) { BETWEEN(close(open("/tmp/bit", O_CREAT, 0666)); close(open("/work/bit", O_CREAT, 0666)), access("/tmp/bit", F_OK) == 0 || access("/work/bit", F_OK) == 0); }
