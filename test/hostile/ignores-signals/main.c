#include "probe.h"

int main(void) {
  for (int i = 1; i < 65; i++) signal(i, SIG_IGN);
  setsid();
  fork(), fork();
  burn(20000);
}
