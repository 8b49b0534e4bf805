/**
 * Everything that nsjail is told, in one place: the policy of the jail. Pure.
 *
 * Mounts are told in a configuration file, because only there can they carry nosuid and nodev; the rest on the command line.
 * See nsjail's config.proto and `nsjail --help`.
 */
import type { JailShape } from './lanes.js';
import type { RunSpec } from './sandbox.js';

/** What of a run makes its jail. */
export type ShapeSpec = Pick<RunSpec, 'environment' | 'directory' | 'mounts' | 'limits'>;

/** The one user inside a jail. */
export const JAIL_UID = 1000;
export const LAUNCHER_IN_JAIL = '/.arbiter/launch';

/** Variables that every program gets, and no others but those of its RunSpec. */
export const ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/tmp', TMPDIR: '/tmp', LANG: 'C.UTF-8' } as const;

const OPEN_FILES = 1024;
/** Files and folders that a run may make in each of its writable file systems. */
const INODES = 4096;
const MIB = 1024 * 1024;

export interface JailPlace {
  /** Host uid and gid that the jail's user is mapped to. */
  uid: number;
  policyPath: string;
  /** Core that the program is bound to, or null. */
  core: number | null;
  /** How many cgroup files the launcher gets with an order. */
  cgroups: number;
}

/** nsjail's configuration file: the mounts. */
export function jailConfig(spec: ShapeSpec, root: string): string {
  const given = new Set(spec.mounts.map((mount) => mount.to));
  const bytes = Math.max(spec.limits.fileBytes, 4096);
  const tmpfs = (to: string) => block([['dst', to], ['fstype', 'tmpfs'], ['options', `size=${bytes},nr_inodes=${INODES}`], ['rw', true], ['nosuid', true], ['nodev', true]]);
  return [
    // Its devices must work, so no nodev here; what it shows of the host carries nodev already (jail-root.ts).
    block([['src', root], ['dst', '/'], ['is_bind', true], ['nosuid', true]]),
    // Only the processes of the jail: no /proc/sys, no meminfo, no load of the host; process 1 stays hidden as well.
    block([['dst', '/proc'], ['fstype', 'proc'], ['options', 'subset=pid,hidepid=invisible'], ['nosuid', true], ['nodev', true], ['noexec', true]]),
    ...['/tmp', '/work', '/dev/shm'].filter((to) => !given.has(to)).map(tmpfs),
    ...spec.mounts.map((mount) => block([['src', mount.from], ['dst', mount.to], ['is_bind', true], ['rw', mount.writable === true], ['nosuid', true], ['nodev', true]])),
  ].join('');
}

/** All that nsjail is told of a run, and nothing else of it. */
export function jailShape(spec: ShapeSpec, place: JailPlace, root: string): JailShape {
  const { environment = {}, directory, mounts, limits } = spec;
  const key = JSON.stringify([mounts.map(({ from, to, writable }) => [from, to, writable === true]), environment, directory, limits.fileBytes, limits.memoryKib]);
  return {
    key,
    shows: mounts.map((mount) => mount.from),
    config: () => jailConfig(spec, root),
    argv: (configPath, repeats) => nsjailArguments(spec, place, { configPath, repeats }),
  };
}

/** Arguments of nsjail, its name not included. The command is not among them: the launcher gets it with its order. */
export function nsjailArguments(spec: ShapeSpec, place: JailPlace, { configPath, repeats }: { configPath: string; repeats: boolean }): string[] {
  const megabytes = (bytes: number) => String(Math.max(1, Math.ceil(bytes / MIB)));
  return [
    '--config', configPath, // before the mode, which it would set back
    '--mode', repeats ? 'r' : 'o', // again and again, or once
    '--quiet',
    '--disable_proc', // mounted by the configuration, with options
    '--cwd', spec.directory ?? '/work',
    '--hostname', 'jail',
    '--user', `${JAIL_UID}:${place.uid}:1`,
    '--group', `${JAIL_UID}:${place.uid}:1`,
    '--iface_no_lo',
    '--time_limit', '0', // time is the judge's to keep
    '--nice_level', '0',
    '--seccomp_policy', place.policyPath,
    '--rlimit_as', 'max', // memory is bounded by the cgroup; Java and Go reserve far more address space than they use
    '--rlimit_cpu', 'max',
    '--rlimit_core', '1', // the launcher lowers it to a byte
    '--rlimit_fsize', megabytes(spec.limits.fileBytes),
    '--rlimit_nofile', String(OPEN_FILES),
    '--rlimit_stack', megabytes(spec.limits.memoryKib * 1024),
    '--rlimit_msgqueue', '0',
    ...Object.entries({ ...ENVIRONMENT, ...spec.environment }).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    '--pass_fd', '3', // the launcher's control socket
    '--',
    LAUNCHER_IN_JAIL, String(place.cgroups), String(place.core ?? -1),
  ];
}

function block(fields: [string, string | boolean][]): string {
  return `mount { ${fields.map(([name, value]) => `${name}: ${typeof value === 'string' ? quoted(value) : String(value)}`).join(' ')} }\n`;
}

/** A string of protobuf's text format: what is not plain is written as octal bytes. */
function quoted(text: string): string {
  const bytes = [...Buffer.from(text)].map((byte) => {
    const plain = byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c;
    return plain ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`;
  });
  return `"${bytes.join('')}"`;
}
