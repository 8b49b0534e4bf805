/*
 * canary: always the same work, so that its CPU time tells how fast this host is at present. It sorts what fits the second-level
 * cache (branches that nobody predicts) and then walks it (loads that wait for each other); some ten milliseconds in all.
 */
#include <stdint.h>

#define CELLS (1u << 16)
#define STEPS 1000000u

static uint32_t cells[CELLS];

static void sift(uint32_t root, uint32_t end) {
  for (uint32_t child; (child = 2 * root + 1) < end; root = child) {
    if (child + 1 < end && cells[child] < cells[child + 1]) child++;
    if (cells[root] >= cells[child]) return;
    uint32_t swapped = cells[root];
    cells[root] = cells[child];
    cells[child] = swapped;
  }
}

int main(void) {
  uint32_t state = 2463534242u;
  for (uint32_t i = 0; i < CELLS; i++) {
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    cells[i] = state;
  }
  for (uint32_t i = CELLS / 2; i-- > 0;) sift(i, CELLS);
  for (uint32_t end = CELLS; --end > 0;) {
    uint32_t largest = cells[0];
    cells[0] = cells[end];
    cells[end] = largest;
    sift(0, end);
  }
  for (uint32_t i = 1; i < CELLS; i++)
    if (cells[i - 1] > cells[i]) return 1;
  volatile uint32_t walked;
  for (uint32_t i = 0; i < STEPS; i++) state = state * 1664525u + cells[state >> 16];
  walked = state;
  (void)walked;
  return 0;
}
