/** What of root's rights the judge itself needs, and for what. Programs in jails have none of them. */
import { existsSync, readFileSync } from 'node:fs';

/** Name, bit (linux/capability.h), purpose. */
const NEEDED = [
  ['CAP_CHOWN', 0, "give files to a slot's user"],
  ['CAP_DAC_OVERRIDE', 1, 'make cgroups, and remove what users of slots left'],
  ['CAP_KILL', 5, 'end programs'],
  ['CAP_SETGID', 6, 'give each slot a group of its own'],
  ['CAP_SETUID', 7, 'give each slot a user of its own'],
  ['CAP_SYS_PTRACE', 19, 'hand descriptors to the spawner'],
  ['CAP_SYS_ADMIN', 21, 'mount'],
  ['CAP_MKNOD', 27, 'make the devices of a jail'],
] as const;

const YAMA = '/proc/sys/kernel/yama/ptrace_scope';

export const RIGHTS_MEND =
  'start it as root: sudo npm start, or as a service of systemd without User=, with Delegate=yes; in a container with --privileged. Or, with cgroup version 2, as root of a user namespace: docs/jail.md, "Without root"';

/** What is missing, or null. `status` is the text of /proc/self/status (proc_pid_status(5)). */
export function missingRights(uid: number, status: string): string | null {
  const effective = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? '0'}`);
  const missing = NEEDED.filter(([, bit]) => (effective & (1n << BigInt(bit))) === 0n);
  const lacks = missing.length === 0 ? '' : `lacks ${missing.map(([name, , purpose]) => `${name} (to ${purpose})`).join(', ')}`;
  // mount(8) asks for the user, whatever the capabilities.
  if (uid !== 0) return `the judge runs as uid ${uid}, not as root${lacks && `, and ${lacks}`}`;
  return lacks ? `root here ${lacks}` : null;
}

/** @throws Error that says what is missing */
export function lookAtRights(): string {
  const missing = missingRights(process.getuid?.() ?? -1, readFileSync('/proc/self/status', 'utf8'));
  if (missing !== null) throw new Error(missing);
  if (existsSync(YAMA) && readFileSync(YAMA, 'utf8').trim() === '3') throw new Error('kernel.yama.ptrace_scope is 3, which forbids even root to hand descriptors to the spawner; only a restart of the host sets it lower');
  return `root with ${NEEDED.length} capabilities that it needs`;
}
