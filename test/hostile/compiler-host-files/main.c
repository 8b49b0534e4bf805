#include "/etc/shadow"
#include "../../data/secret/1.ans"
#include "../blobs"
#include "/var/lib/arbiter"
#include "/data/answer"
#include "/proc/1/environ"
#include "/root/.ssh/id_rsa"
#if __has_include("/etc/shadow") || __has_include("/etc/hostname") || __has_include("/root/.bashrc")
#error something is there
#endif
int main(void) { return 0; }
