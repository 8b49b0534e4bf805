#include "probe.h"

int main(void) {
  TRY("kill all", kill(-1, SIGKILL));
  TRY("stop all", kill(-1, SIGSTOP));
  puts(getppid() == 1 ? "only us" : "the launcher has gone");
}
