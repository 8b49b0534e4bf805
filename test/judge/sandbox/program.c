/* One program that does, by name, what the tests of the sandbox want a program to do: program ACTION [NUMBER] */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TELL(call) do { errno = 0; long r = (long)(call); printf("%s %ld %s\n", #call, r < 0 ? -1L : 0L, r < 0 ? strerrorname_np(errno) : "OK"); fflush(stdout); } while (0)

static void burn_ms(long ms) {
  struct timespec t;
  do clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t); while (t.tv_sec * 1000 + t.tv_nsec / 1000000 < ms);
}
static void *burn_thread(void *ms) { burn_ms((long)ms); return NULL; }
static void *busy_thread(void *nothing) { for (;;) ; return nothing; }

static void ramp(void) {
  for (;;) {
    char *p = malloc(1 << 20);
    if (!p) exit(9);
    memset(p, 1, 1 << 20);
  }
}

static long recurse(long depth) {
  volatile char frame[1024];
  frame[0] = depth;
  return depth == 0 ? 0 : recurse(depth - 1) + frame[0] - (char)depth + 1;
}

static void touch(const char *path) {
  int fd = open(path, O_CREAT | O_WRONLY, 0644);
  printf("%s %s\n", path, fd < 0 ? strerrorname_np(errno) : "OK");
}
static void look(const char *path) {
  int fd = open(path, O_RDONLY);
  printf("%s %s\n", path, fd < 0 ? strerrorname_np(errno) : "OK");
}

int main(int argc, char **argv) {
  const char *action = argc > 1 ? argv[1] : "exit";
  long number = argc > 2 ? atol(argv[2]) : 0;
#define ACTION(name) if (!strcmp(action, name))

  ACTION("exit") return number;
  ACTION("signal") { raise(number); return 0; }
  ACTION("print") { printf("%ld\n", number); return 0; }
  ACTION("busy") for (;;) ;
  ACTION("busy-child") { if (!fork()) for (;;) ; wait(NULL); return 0; }
  ACTION("busy-threads") { pthread_t t[4]; for (int i = 0; i < 4; i++) pthread_create(&t[i], 0, busy_thread, 0); pause(); }
  ACTION("burn-threads") { pthread_t t[2]; for (int i = 0; i < 2; i++) pthread_create(&t[i], 0, burn_thread, (void *)number); for (int i = 0; i < 2; i++) pthread_join(t[i], 0); return 0; }
  ACTION("burn-children") { for (int i = 0; i < 2; i++) if (!fork()) { burn_ms(number); return 0; } while (wait(NULL) > 0) ; return 0; }
  ACTION("ignore-signals") { for (int i = 1; i < 65; i++) signal(i, SIG_IGN); for (;;) ; }
  ACTION("sleep") { pause(); return 0; }
  ACTION("stop-self") { raise(SIGSTOP); return 0; }
  ACTION("ramp") ramp();
  ACTION("child-ramp") { if (!fork()) ramp(); wait(NULL); puts("right"); return 0; }
  ACTION("many-ramps") { for (int i = 0; i < 8; i++) if (!fork()) { memset(malloc(number << 20), 1, number << 20); pause(); } int s; wait(&s); return WIFSIGNALED(s) ? 3 : 0; }
  ACTION("untouched") { void *p = mmap(0, number << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0); return p == MAP_FAILED; }
  ACTION("touch-mib") { memset(malloc(number << 20), 1, number << 20); return 0; }
  ACTION("recurse-mib") return recurse(number << 10) < 0;
  ACTION("flood") { static char b[65536]; memset(b, 'x', sizeof b); for (;;) if (write(number, b, sizeof b) < 0) return 8; }
  ACTION("write-bytes") { for (long i = 0; i < number; i++) putchar('y'); return 0; }
  ACTION("fork-bomb") { int n = 0; while (n < 10000) { pid_t p = fork(); if (p < 0) break; if (!p) { pause(); _exit(0); } n++; } printf("%d\n", n); return 0; }
  ACTION("wild-fork-bomb") for (;;) fork();
  ACTION("outlive") { if (!fork()) { setsid(); if (!fork()) { close(0); close(1); close(2); sleep(60); } _exit(0); } wait(NULL); return 0; }
  ACTION("close-stdout") { close(1); usleep(50000); return 4; }
  ACTION("descriptors") { DIR *d = opendir("/proc/self/fd"); struct dirent *e; while ((e = readdir(d))) if (e->d_name[0] != '.' && atoi(e->d_name) != dirfd(d)) printf("%s\n", e->d_name); return 0; }
  ACTION("copy") { char b[65536]; ssize_t n; while ((n = read(0, b, sizeof b)) > 0) if (write(1, b, n) < 0) return 8; return n < 0; }
  ACTION("write-stdin") { TELL(write(0, "x", 1)); TELL(ftruncate(0, 0)); return 0; }
  ACTION("reopen") { FILE *o = fopen("/dev/stdout", "w"), *e = fopen("/dev/stderr", "w"); if (!o || !e) return 1; fputs("out again\n", o); fputs("error again\n", e); return 0; }
  ACTION("kill-everybody") { TELL(kill(1, SIGKILL)); TELL(kill(1, SIGSTOP)); TELL(kill(-1, SIGKILL)); return 5; }
  ACTION("spy") { look("/proc/1/environ"); look("/proc/1/fd/3"); look("/proc/1/mem"); look("/proc/1/root/etc/passwd"); look("/proc/1/maps"); TELL(syscall(SYS_pidfd_getfd, syscall(SYS_pidfd_open, 1, 0), 3, 0)); return 0; }
  ACTION("hidden") { look("/etc/shadow"); look("/root"); look("/home"); look("/var"); look("/etc/hostname"); look("/proc/meminfo"); look("/proc/sys/kernel/hostname"); look("/proc/loadavg"); look("/sys"); look("/dev/kmsg"); look("/dev/shm"); return 0; }
  ACTION("write-outside") { touch("/x"); touch("/usr/x"); touch("/etc/x"); touch("/dev/x"); touch("/.arbiter/x"); touch("/etc/passwd"); touch("/.arbiter/launch"); touch("/work/x"); touch("/tmp/x"); touch("/dev/shm/x"); return 0; }
  ACTION("fill-file") { static char b[65536]; int fd = open("/work/big", O_CREAT | O_WRONLY, 0644); long n = 0; signal(SIGXFSZ, SIG_IGN); for (;;) { ssize_t w = write(fd, b, sizeof b); if (w <= 0) break; n += w; } printf("%ld %s\n", n, strerrorname_np(errno)); return 0; }
  ACTION("fill-inodes") { int n = 0; for (;; n++) { char p[40]; snprintf(p, sizeof p, "/tmp/%d", n); int fd = open(p, O_CREAT | O_WRONLY, 0644); if (fd < 0) break; close(fd); } printf("%d %s\n", n, strerrorname_np(errno)); return 0; }
  ACTION("rights") {
    printf("no_new_privs %d\n", prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0));
    struct rlimit r; getrlimit(RLIMIT_CORE, &r); printf("core %ld\n", (long)r.rlim_max);
    FILE *f = fopen("/proc/self/status", "r"); char line[200]; while (fgets(line, sizeof line, f)) if (!strncmp(line, "CapEff", 6) || !strncmp(line, "CapBnd", 6) || !strncmp(line, "CapPrm", 6) || !strncmp(line, "Seccomp:", 8)) fputs(line, stdout);
    cpu_set_t s; CPU_ZERO(&s); sched_getaffinity(0, sizeof s, &s); printf("cores %d\n", CPU_COUNT(&s));
    for (int i = 0; i < 8; i++) CPU_SET(i, &s);
    TELL(sched_setaffinity(0, sizeof s, &s));
    printf("uid %d gid %d groups %d\n", getuid(), getgid(), getgroups(0, NULL));
    return 0;
  }
  ACTION("network") {
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(number), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    TELL(connect(socket(AF_INET, SOCK_STREAM, 0), (void *)&a, sizeof a));
    struct sockaddr_in metadata = {.sin_family = AF_INET, .sin_port = htons(80), .sin_addr.s_addr = inet_addr("169.254.169.254")};
    TELL(connect(socket(AF_INET, SOCK_STREAM, 0), (void *)&metadata, sizeof metadata));
    TELL(socket(AF_NETLINK, SOCK_RAW, 0)); TELL(socket(AF_PACKET, SOCK_RAW, 0)); TELL(socket(AF_ALG, SOCK_SEQPACKET, 0)); TELL(socket(40, SOCK_STREAM, 0));
    return 0;
  }
  ACTION("refused") {
    char c = 'x';
    TELL(mount("none", "/tmp", "tmpfs", 0, 0)); TELL(syscall(SYS_umount2, "/tmp", 0)); TELL(syscall(SYS_pivot_root, "/", "/")); TELL(chroot("/tmp"));
    TELL(unshare(CLONE_NEWUSER)); TELL(unshare(CLONE_NEWNET)); TELL(syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0)); TELL(syscall(SYS_clone3, 0, 0)); TELL(syscall(SYS_setns, 0, 0));
    TELL(syscall(SYS_move_mount, -1, "", -1, "", 0)); TELL(syscall(SYS_open_tree, -1, "", 0)); TELL(syscall(SYS_fsopen, "tmpfs", 0));
    TELL(syscall(SYS_keyctl, 0, 0)); TELL(syscall(SYS_add_key, "user", "x", "y", 1, -3)); TELL(syscall(SYS_request_key, "user", "x", 0, 0));
    TELL(syscall(SYS_perf_event_open, 0, 0, -1, -1, 0)); TELL(syscall(SYS_userfaultfd, 0)); TELL(syscall(SYS_io_uring_setup, 1, 0));
    TELL(sethostname("x", 1)); TELL(syscall(SYS_clock_settime, 0, 0)); TELL(syscall(SYS_quotactl, 0, 0, 0, 0)); TELL(syscall(SYS_syslog, 3, 0, 0)); TELL(syscall(SYS_inotify_init1, 0));
    TELL(ioctl(0, 0x5412, &c));
    return 0;
  }
  ACTION("ptrace") { ptrace(PTRACE_TRACEME, 0, 0, 0); return 0; }
  ACTION("read-memory") { syscall(SYS_process_vm_readv, getpid(), 0, 0, 0, 0, 0); return 0; }
  ACTION("bpf") { syscall(SYS_bpf, 0, 0, 0); return 0; }
  ACTION("kexec") { syscall(SYS_kexec_load, 0, 0, 0, 0); return 0; }
  ACTION("module") { syscall(SYS_init_module, 0, 0, 0); return 0; }
  ACTION("reboot") { syscall(SYS_reboot, 0, 0, 0, 0); return 0; }
  ACTION("swapon") { syscall(SYS_swapon, 0, 0); return 0; }
#ifdef __x86_64__
  ACTION("int80") { long r; asm volatile("int $0x80" : "=a"(r) : "a"(20)); return 0; }
  ACTION("x32") { syscall(0x40000000 | 39); return 0; }
#endif
  return 99;
}
