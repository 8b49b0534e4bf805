#include "probe.h"
#include <sys/ipc.h>
#include <sys/shm.h>

#define SIZE (2UL << 20)

int main(void) {
  TRY("mmap", mmap(0, SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0));
  TRY("mmap with upper half", syscall(SYS_mmap, 0, SIZE, PROT_READ | PROT_WRITE, 1UL << 40 | MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0));
  TRY("memfd", memfd_create("huge", MFD_HUGETLB));
  /* A group that may have them (vm.hugetlb_shm_group) is no group of a jail: the kernel itself says EPERM. */
  TRY("shmget", shmget(IPC_PRIVATE, SIZE, SHM_HUGETLB | IPC_CREAT | 0600));
}
