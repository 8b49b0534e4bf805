#include "probe.h"

int main(void) {
  TRY("add", syscall(SYS_add_key, "user", "message", "1", 1, -4));
  TRY("request", syscall(SYS_request_key, "user", "message", NULL, -4));
  TRY("session", syscall(SYS_keyctl, 1, NULL));
  TRY("id of the user's", syscall(SYS_keyctl, 0, -4, 1));
  TRY("nothing", syscall(SYS_keyctl, 9999));
}
