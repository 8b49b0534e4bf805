/**
 * Control groups: one for each run, made before it, read after it, removed. They measure CPU time and peak memory of the
 * whole process tree and bound memory, swap and the number of processes. Version 2 is what today's systems have; version 1,
 * also mounted beside an empty version 2 ("hybrid"), is what older ones have. The rest of the sandbox does not know which.
 *
 * All groups of one judge live below one group named after its instance, `arbiter-<instance>`, so that what a killed
 * judge left behind is found by name.
 */
import { readFileSync } from 'node:fs';
import { SandboxFailure } from '../core/run.js';
import { openCgroupsV1 } from './cgroup-v1.js';
import { openCgroupsV2 } from './cgroup-v2.js';

export interface CgroupLimits {
  memoryKib: number;
  /** Processes and threads at once. */
  processes: number;
}

export interface CgroupUsage {
  /** User and system time of every process that was ever inside. */
  cpuMs: number;
  peakMemoryKib: number;
  oomKills: number;
}

/** The group, or on version 1 the groups, of one run. */
export interface RunCgroup {
  /** Opens the files to which a process writes 0 to move itself inside. The caller closes them. */
  openForJoining(): number[];
  cpuMs(): number;
  /** How long those that live in it have been ready to run and had no core, all threads together. */
  waitedMs(): number;
  usage(): CgroupUsage;
  /** Kills everything inside; what is forked meanwhile may live on, so ask again until it is empty. */
  kill(): void;
  /** Kills what is left and removes the group. Fails when it cannot be emptied in some seconds. */
  remove(): Promise<void>;
}

export interface Cgroups {
  readonly version: 1 | 2;
  /** Folder below which the groups are made (on version 1 that of the memory controller). */
  readonly folder: string;
  create(name: string, limits: CgroupLimits): RunCgroup;
  /** Names of the groups that exist, of this judge or of a dead one of the same instance. */
  list(): string[];
  /** Kills and removes every group whose name starts so. */
  sweep(prefix: string): Promise<void>;
  /** Removes the instance's own group, when nothing is left in it. */
  close(): void;
}

/** Where the controllers that we need are mounted. */
export type CgroupHost =
  | { version: 1; memory: string; cpuacct: string; pids: string }
  | { version: 2; root: string };

/**
 * Finds the controllers in the text of /proc/self/mountinfo (proc_pid_mountinfo(5)).
 * `controllersOf` gives the content of `cgroup.controllers` of a version 2 mount: in a hybrid set-up it lacks memory.
 */
export function findCgroupHost(mountinfo: string, controllersOf: (mount: string) => string): CgroupHost | null {
  const v1 = new Map<string, string>();
  for (const line of mountinfo.split('\n')) {
    const [front, back] = line.split(' - ');
    const mount = front?.split(' ')[4];
    const [type, , options] = back?.split(' ') ?? [];
    if (!mount || !type) continue;
    if (type === 'cgroup2') {
      const controllers = controllersOf(mount).trim().split(/\s+/);
      if (controllers.includes('memory') && controllers.includes('pids')) return { version: 2, root: mount };
    }
    if (type === 'cgroup') for (const option of options?.split(',') ?? []) if (!v1.has(option)) v1.set(option, mount);
  }
  const [memory, cpuacct, pids] = ['memory', 'cpuacct', 'pids'].map((name) => v1.get(name));
  return memory && cpuacct && pids ? { version: 1, memory, cpuacct, pids } : null;
}

/**
 * Makes the group of this instance. Throws a SandboxFailure that says what this host lacks.
 * `below`, for version 2 only: the folder of a group that was delegated to us, such as that of our systemd service. Not
 * given, it is the root of the hierarchy, else the group that we are in.
 */
export function openCgroups(instance: string, below?: string): Cgroups {
  if (!/^[a-z0-9-]{1,40}$/.test(instance)) throw new SandboxFailure(`"${instance}" is no name for an instance: a-z, 0-9 and - only`);
  const controllersOf = (mount: string) => {
    try {
      return readFileSync(`${mount}/cgroup.controllers`, 'utf8');
    } catch {
      return '';
    }
  };
  const host = findCgroupHost(readFileSync('/proc/self/mountinfo', 'utf8'), controllersOf);
  if (!host) throw new SandboxFailure('no cgroup controllers memory and pids (and cpuacct on version 1) are mounted');
  const name = `arbiter-${instance}`;
  return host.version === 1 ? openCgroupsV1(host, name) : openCgroupsV2(host.root, name, below);
}
