#include <stdlib.h>
int main(void) {
  int *nowhere = NULL;
  return *(volatile int *)nowhere;
}
