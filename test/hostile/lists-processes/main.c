#include "probe.h"

#include <dirent.h>
int main(void) {
  DIR *all = opendir("/proc");
  for (struct dirent *entry; (entry = readdir(all));) if (entry->d_name[0] != '.') puts(entry->d_name);
  int seen = 0;
  for (int pid = 3; pid < 40000; pid++) seen += kill(pid, 0) == 0 || errno == EPERM;
  printf("%d others\n", seen);
}
