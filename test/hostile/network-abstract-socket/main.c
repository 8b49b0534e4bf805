#include "probe.h"

int main(void) {
  struct sockaddr_un to = {.sun_family = AF_UNIX};
  if (scanf("%90s", to.sun_path + 1) != 1) return 1;
  socklen_t length = offsetof(struct sockaddr_un, sun_path) + 1 + strlen(to.sun_path + 1);
  TRY("abstract", connect(socket(AF_UNIX, SOCK_STREAM, 0), (void *)&to, length));
  TRY("abstract, padded", connect(socket(AF_UNIX, SOCK_STREAM, 0), (void *)&to, sizeof to)); /* as Node.js names it before version 24 */
  TRY("abstract, almost padded", connect(socket(AF_UNIX, SOCK_STREAM, 0), (void *)&to, sizeof to - 1));
  const char *files[] = {"/run/docker.sock", "/var/run/postgresql/.s.PGSQL.5432", "/run/systemd/private", "/tmp/.X11-unix/X0", "/run/dbus/system_bus_socket"};
  for (int i = 0; i < 5; i++) {
    struct sockaddr_un file = {.sun_family = AF_UNIX};
    strcpy(file.sun_path, files[i]);
    TRY(files[i], connect(socket(AF_UNIX, SOCK_STREAM, 0), (void *)&file, sizeof file));
  }
}
