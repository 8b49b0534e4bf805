#include "probe.h"

static int down(int depth) {
  volatile char frame[1024];
  frame[0] = frame[1023] = depth;
  return depth == 0 ? 0 : down(depth - 1) + frame[0] - frame[0];
}
int main(void) { printf("%d\n", down(44 * 1024)); }
