static volatile int sink;
static int down(int depth) {
  volatile char frame[4096];
  frame[0] = depth;
  sink += frame[0];
  return down(depth + 1) + frame[0];
}
int main(void) { return down(0); }
