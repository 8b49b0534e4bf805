#include "probe.h"

int main(void) {
  struct { struct file_handle head; char bytes[128]; } handle = {.head = {.handle_bytes = 128}};
  int mount;
  TRY("name", name_to_handle_at(AT_FDCWD, "/usr", &handle.head, &mount, 0));
  TRY("open", open_by_handle_at(AT_FDCWD, &handle.head, O_RDONLY));
}
