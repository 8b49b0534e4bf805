#include <sys/syscall.h>
#include <unistd.h>
int main() { return (int)syscall(SYS_process_vm_readv, 1, 0, 0, 0, 0, 0); }
