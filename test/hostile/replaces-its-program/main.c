#include "probe.h"

int main(void) {
  TRY("write the program", open("/build/.program", O_WRONLY));
  TRY("write by /proc", open("/proc/self/exe", O_WRONLY));
  TRY("write the source", open("/build/main.c", O_WRONLY));
  TRY("a file beside it", open("/build/new", O_CREAT | O_WRONLY, 0600));
  TRY("rename", rename("/build/main.c", "/build/other.c"));
  TRY("remove", unlink("/build/.program"));
  TRY("change the mode", chmod("/build/main.c", 0777));
  TRY("change the times", utimensat(AT_FDCWD, "/build/main.c", NULL, 0));
}
