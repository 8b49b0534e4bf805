#include "probe.h"

int main(void) {
  for (int i = 0; i < 13; i++) fork();
  burn(20000);
}
