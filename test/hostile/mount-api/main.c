#include "probe.h"

int main(void) {
  TRY("open_tree", syscall(SYS_open_tree, AT_FDCWD, "/", 0));
  TRY("clone a tree", syscall(SYS_open_tree, AT_FDCWD, "/", 1 | 0x8000));
  TRY("move_mount", syscall(SYS_move_mount, -1, NOWHERE, -1, NOWHERE, ~0));
  TRY("fsopen", syscall(SYS_fsopen, NOWHERE, ~0));
  TRY("fsconfig", syscall(SYS_fsconfig, -1, ~0, NULL, NULL, 0));
  TRY("fsmount", syscall(SYS_fsmount, -1, ~0, 0));
  TRY("fspick", syscall(SYS_fspick, -1, NOWHERE, ~0));
  TRY("mount_setattr", syscall(SYS_mount_setattr, -1, NOWHERE, ~0, NULL, 0));
}
