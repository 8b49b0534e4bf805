#include "probe.h"
int main(void) { fill(32); abort(); }
