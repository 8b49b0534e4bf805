/**
 * Control groups, version 2: one folder for each run.
 *
 * Controllers are handed down by `cgroup.subtree_control`, and a group other than the root of all may not hand any down while
 * processes sit in it ("no internal processes", cgroups(7)). So where we start as a service or in a container, the processes
 * of our own group first move to a leaf, `arbiter-host`.
 *
 * Where systemd has delegated our service's group to us (Delegate=yes), all is made below that one: the rest of the hierarchy is
 * systemd's. Else it is made at the root of the hierarchy that we see, which in a container is the container's own; else in our own group.
 */
import { mkdirSync, openSync, readFileSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { execaSync } from 'execa';
import { SandboxFailure } from '../core/run.js';
import type { CgroupLimits, Cgroups, RunCgroup } from './cgroup.js';
import { removeGroups, statValue, waitedForCoreMs } from './cgroup-files.js';

const CONTROLLERS = '+memory +pids';
const SYSTEMCTL_MS = 5_000;

export function openCgroupsV2(root: string, parent: string, below?: string): Cgroups {
  const folder = makeOurs(parent, below ? [below] : placesFor(root));
  const list = () => readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);

  const group = (name: string): RunCgroup => {
    const own = `${folder}/${name}`;
    const read = (file: string) => readFileSync(`${own}/${file}`, 'utf8');
    const cpuMs = () => (statValue(read('cpu.stat'), 'usage_usec') ?? NaN) / 1000;
    const kill = () => {
      try {
        writeFileSync(`${own}/cgroup.kill`, '1');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT' && (error as NodeJS.ErrnoException).code !== 'ENODEV') throw error;
      }
    };
    return {
      openForJoining: () => [openSync(`${own}/cgroup.procs`, 'w')],
      cpuMs,
      waitedMs: () => waitedForCoreMs(own),
      usage: () => ({
        cpuMs: cpuMs(),
        peakMemoryKib: Math.ceil(Number(read('memory.peak')) / 1024),
        oomKills: statValue(read('memory.events'), 'oom_kill') ?? 0,
      }),
      kill,
      remove: () => removeGroups([own], kill),
    };
  };

  return {
    version: 2,
    folder,
    list,
    create(name: string, limits: CgroupLimits): RunCgroup {
      const own = `${folder}/${name}`;
      mkdirSync(own);
      writeFileSync(`${own}/memory.max`, String(limits.memoryKib * 1024));
      writeIfThere(`${own}/memory.swap.max`, '0');
      writeFileSync(`${own}/memory.oom.group`, '1');
      writeFileSync(`${own}/pids.max`, String(limits.processes));
      return group(name);
    },
    async sweep(prefix: string) {
      for (const name of list()) if (name.startsWith(prefix)) await group(name).remove();
    },
    close() {
      if (list().length === 0) rmdirSync(folder);
    },
  };
}

/** Makes our group in the first of these groups that lets us, with the memory and pids controllers. */
function makeOurs(name: string, places: Iterable<string>): string {
  const refusals: string[] = [];
  for (const place of places) {
    try {
      handDown(place);
      const folder = `${place}/${name}`;
      mkdirSync(folder, { recursive: true });
      writeFileSync(`${folder}/cgroup.subtree_control`, CONTROLLERS);
      return folder;
    } catch (error) {
      refusals.push(`${place}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new SandboxFailure(`no group of cgroup version 2 lets uid ${process.getuid?.()} make groups with the controllers memory and pids (${refusals.join('; ')})`);
}

function placesFor(root: string): Set<string> {
  const own = /^0::(.*)$/m.exec(readFileSync('/proc/self/cgroup', 'utf8'))?.[1] ?? '/';
  const leafless = own.replace(/\/arbiter-host$/, '');
  const delegated = delegatedBySystemd(leafless);
  return new Set([...(delegated === null ? [] : [delegated]), '', leafless].map((path) => `${root}${path}`.replace(/\/$/, '')));
}

/** The group of the unit that we are in, where systemd has delegated it. systemd.resource-control(5), and its CGROUP_DELEGATION.md. */
function delegatedBySystemd(own: string): string | null {
  const [, group, unit] = /^(.*\/([^/]+\.(?:service|scope)))(?:\/|$)/.exec(own) ?? [];
  if (group === undefined || unit === undefined) return null;
  const { stdout, failed } = execaSync('systemctl', ['show', '--property=Delegate', '--value', unit], { reject: false, timeout: SYSTEMCTL_MS });
  return !failed && stdout.trim() === 'yes' ? group : null;
}

function handDown(base: string): void {
  const control = `${base}/cgroup.subtree_control`;
  const given = readFileSync(control, 'utf8').trim().split(/\s+/);
  if (given.includes('memory') && given.includes('pids')) return;
  try {
    writeFileSync(control, CONTROLLERS);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EBUSY') throw error;
    mkdirSync(`${base}/arbiter-host`, { recursive: true });
    for (const pid of readFileSync(`${base}/cgroup.procs`, 'utf8').split('\n')) {
      if (pid && pid !== '0') moveTo(`${base}/arbiter-host`, pid);
    }
    writeFileSync(control, CONTROLLERS);
  }
}

function moveTo(group: string, pid: string): void {
  try {
    writeFileSync(`${group}/cgroup.procs`, pid);
  } catch (error) {
    // It has ended meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Kernels without swap accounting have no such file. */
function writeIfThere(path: string, value: string): void {
  try {
    writeFileSync(path, value);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
