/**
 * Control groups, version 2: one folder for each run.
 *
 * Controllers are handed down by `cgroup.subtree_control`, and a group other than the root of all may not hand any down while
 * processes sit in it ("no internal processes", cgroups(7)). So where we start as a service or in a container, the processes
 * of our own group first move to a leaf, `arbiter-host`.
 */
import { mkdirSync, openSync, readFileSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { SandboxFailure } from '../core/run.js';
import type { CgroupLimits, Cgroups, RunCgroup } from './cgroup.js';
import { removeGroups, statValue, waitedForCoreMs } from './cgroup-files.js';

const CONTROLLERS = '+memory +pids';

export function openCgroupsV2(root: string, parent: string, below?: string): Cgroups {
  const base = chooseBase(root, below);
  const folder = `${base}/${parent}`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/cgroup.subtree_control`, CONTROLLERS);
  } catch (error) {
    throw new SandboxFailure(`cannot make cgroups below ${base}: ${String(error)}`);
  }
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

/**
 * The folder below which we may make groups with the memory and pids controllers: the root of the hierarchy, else our own
 * group (a systemd service with Delegate=yes).
 */
function chooseBase(root: string, below?: string): string {
  const refusals: string[] = [];
  const own = /^0::(.*)$/m.exec(readFileSync('/proc/self/cgroup', 'utf8'))?.[1] ?? '/';
  const leafless = own.replace(/\/arbiter-host$/, '');
  const candidates = below ? [below] : [root, `${root}${leafless}`.replace(/\/$/, '')];
  for (const base of new Set(candidates)) {
    try {
      handDown(base);
      return base;
    } catch (error) {
      refusals.push(String(error));
    }
  }
  throw new SandboxFailure(`cannot hand down the cgroup controllers memory and pids: ${refusals.join('; ')}`);
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
      if (pid && pid !== '0') writeFileSync(`${base}/arbiter-host/cgroup.procs`, pid);
    }
    writeFileSync(control, CONTROLLERS);
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
