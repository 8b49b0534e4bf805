"""Walks a jail from inside and prints what it finds, a fact on each line. What differs from host to host is left out: see docs/jail.md."""
import os
import resource
import socket
import stat

facts = []
HOSTS_OWN = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/prepared", "/opt", "/root")

# Mounts, with their flags; those of the host's toolchains are folded into the one of /usr.
for line in open("/proc/self/mountinfo"):
    fields = line.split()
    place, flags, kind = fields[4], fields[5].split(","), fields[fields.index("-") + 1]
    own = {"ro", "rw", "nosuid", "nodev", "noexec", "nosymfollow"}
    told = " ".join(sorted(own & set(flags)))
    if place.startswith(HOSTS_OWN):
        place = "/usr"
    kind = "proc" if kind == "proc" else "tmpfs" if place in ("/tmp", "/work", "/dev/shm") else "bind"
    facts.append(f"mount {place} {kind} {told}")

# Folders and files that can be seen, outside of the host's own; those of /etc and the places of mounts are counted by kind.
for folder in ("/", "/dev", "/.arbiter", "/tmp", "/work", "/dev/shm", "/build"):
    for name in os.listdir(folder) if os.access(folder, os.R_OK) else ["(not listed)"]:
        path = os.path.join(folder, name)
        if path.startswith(HOSTS_OWN) or path in ("/data", "/feedback"):
            continue
        mode = os.lstat(path).st_mode if name != "(not listed)" else 0
        link = f" -> {os.readlink(path)}" if stat.S_ISLNK(mode) else ""
        facts.append(f"file {path} {stat.filemode(mode) if mode else ''}{link}".rstrip())
known = ("ld.so.cache", "ld.so.conf", "ld.so.conf.d", "alternatives", "localtime", "gnucobol", "mono", "nim", "php", "R", "racket")
for name in os.listdir("/etc"):
    if name not in known and not name.startswith(("java-", "fpc")):
        facts.append(f"file /etc/{name}")
for name in ("passwd", "group", "nsswitch.conf", "hosts"):
    facts.append(f"content /etc/{name} {open('/etc/' + name).read()!r}")

# Where this user may write, and what it may not read, anywhere. Its own /proc is the kernel's.
for folder, folders, files in os.walk("/"):
    folders[:] = [name for name in folders if os.path.join(folder, name) != "/proc"]
    if os.access(folder, os.W_OK):
        facts.append(f"writable {folder}")
    if not os.access(folder, os.R_OK | os.X_OK):
        facts.append(f"closed {folder}")
    for name in files:
        path = os.path.join(folder, name)
        if not os.path.islink(path) and os.access(path, os.W_OK):
            facts.append(f"writable {path}")

for name in os.listdir("/proc"):
    facts.append(f"proc {'(own number)' if name == str(os.getpid()) else name}")
for name, value in os.environ.items():
    facts.append(f"environment {name}={value}")
for fd in os.listdir("/proc/self/fd"):
    try:
        mode = os.fstat(int(fd)).st_mode
    except OSError:
        continue  # the one that lists
    flags = int(next(line for line in open(f"/proc/self/fdinfo/{fd}") if line.startswith("flags")).split()[1], 8)
    if not stat.S_ISDIR(mode):
        facts.append(f"descriptor {fd} {'pipe' if stat.S_ISFIFO(mode) else 'file'} {('read', 'write', 'both')[flags & 3]}")

facts.append(f"id user {os.getuid()} {os.geteuid()} group {os.getgid()} {os.getegid()} groups {os.getgroups()}")
facts.append(f"id parent {os.getppid()} host name {socket.gethostname()} directory {os.getcwd()} umask {os.umask(0):o}")
facts.append(f"id cores {len(os.sched_getaffinity(0))} nice {os.nice(0)}")
for line in open("/proc/self/status"):
    name, _, value = line.partition(":")
    if name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb", "NoNewPrivs", "Seccomp", "Seccomp_filters", "SigBlk"):
        facts.append(f"status {name} {value.strip().lstrip('0') or '0'}")
for name in ("AS", "CPU", "CORE", "FSIZE", "NOFILE", "STACK", "MSGQUEUE", "RTPRIO", "NICE"):
    soft, hard = resource.getrlimit(getattr(resource, f"RLIMIT_{name}"))
    told = " ".join("unlimited" if not 0 <= limit < 1 << 60 else str(limit) for limit in (soft, hard))
    facts.append(f"limit {name.lower()} {told}")
for kind in ("user", "pid", "mnt", "net", "ipc", "uts", "cgroup"):
    facts.append(f"namespace {kind} {os.readlink('/proc/self/ns/' + kind)}")

print("\n".join(sorted(set(facts))))
