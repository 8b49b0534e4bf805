#include <stdio.h>
#include <string.h>
__asm__(".section .rodata\nfirst:\n.incbin \"/proc/self/environ\"\nlast:\n.text");
extern const char first[], last[];
int main(void) {
  for (const char *at = first; at < last; at += strlen(at) + 1) if (strncmp(at, "PATH", 4) && strncmp(at, "HOME", 4) && strncmp(at, "TMPDIR", 6) && strncmp(at, "LANG", 4) && strncmp(at, "COLLECT_", 8) && strncmp(at, "COMPILER_PATH", 13) && strncmp(at, "LIBRARY_PATH", 12)) puts(at);
  puts("end");
}
