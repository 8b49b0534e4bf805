#include "probe.h"

#include <linux/capability.h>
#include <linux/securebits.h>
int main(void) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct all[2] = {{~0u, ~0u, ~0u}, {~0u, ~0u, ~0u}};
  TRY("capset", syscall(SYS_capset, &header, all));
  TRY("ambient", prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_SYS_ADMIN, 0, 0));
  TRY("secure bits", prctl(PR_SET_SECUREBITS, SECBIT_KEEP_CAPS, 0, 0, 0));
  TRY("new privileges", prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0));
  int bounding = 0;
  for (int cap = 0; cap < 41; cap++) bounding += prctl(PR_CAPBSET_READ, cap) > 0;
  printf("%d in the bounding set, no_new_privs %d\n", bounding, prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0));
}
