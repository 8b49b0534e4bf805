#include "probe.h"

#include <sys/ptrace.h>
int main(void) { TRY("attach", ptrace(PTRACE_ATTACH, 1, 0, 0)); }
