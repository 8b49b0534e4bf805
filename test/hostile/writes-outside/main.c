#include "probe.h"

#include <dirent.h>
static void attempt(const char *folder) {
  char name[PATH_MAX];
  snprintf(name, sizeof name, "%s/%s", folder, "made");
  int fd = open(name, O_CREAT | O_EXCL | O_WRONLY, 0600);
  if (fd >= 0) printf("%s\n", folder);
}
static void visit(const char *folder, int depth) {
  attempt(folder);
  DIR *all = depth == 0 ? NULL : opendir(folder);
  for (struct dirent *entry; all && (entry = readdir(all));) {
    char path[PATH_MAX];
    struct stat found;
    snprintf(path, sizeof path, "%s/%s", strcmp(folder, "/") ? folder : "", entry->d_name);
    if (entry->d_name[0] != '.' && lstat(path, &found) == 0 && S_ISDIR(found.st_mode)) visit(path, depth - 1);
  }
  if (all) closedir(all);
}
int main(void) { attempt("/.arbiter"); visit("/", 3); }
