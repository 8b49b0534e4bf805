/** Control groups, version 1: a folder in each of three hierarchies (memory, cpuacct, pids), which may be mounted together. */
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { SandboxFailure } from '../core/run.js';
import type { CgroupHost, CgroupLimits, Cgroups, RunCgroup } from './cgroup.js';
import { removeGroups, statValue, waitedForCoreMs } from './cgroup-files.js';

export function openCgroupsV1(host: CgroupHost & { version: 1 }, parent: string): Cgroups {
  const memory = `${host.memory}/${parent}`;
  const cpuacct = `${host.cpuacct}/${parent}`;
  const pids = `${host.pids}/${parent}`;
  const parents = [...new Set([memory, cpuacct, pids])];
  try {
    for (const folder of parents) mkdirSync(folder, { recursive: true });
    if (readFileSync(`${memory}/memory.use_hierarchy`, 'utf8').trim() !== '1') writeFileSync(`${memory}/memory.use_hierarchy`, '1');
  } catch (error) {
    throw new SandboxFailure(`cannot make cgroups below ${host.memory}: ${String(error)}`);
  }
  // Swap is not counted on every kernel; where it is not, only a host without swap is safe, and check-host says so.
  const countsSwap = existsSync(`${memory}/memory.memsw.limit_in_bytes`);

  const list = () => [...new Set(parents.flatMap((folder) => readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name)))];

  const group = (name: string): RunCgroup => {
    const folders = parents.map((folder) => `${folder}/${name}`);
    const cpuMs = () => Number(readFileSync(`${cpuacct}/${name}/cpuacct.usage`, 'utf8')) / 1e6;
    const kill = () => folders.forEach(killMembers);
    return {
      openForJoining: () => openAll(folders.map((folder) => `${folder}/tasks`)),
      cpuMs,
      waitedMs: () => waitedForCoreMs(`${memory}/${name}`),
      usage: () => ({
        cpuMs: cpuMs(),
        peakMemoryKib: Math.ceil(Number(readFileSync(`${memory}/${name}/memory.max_usage_in_bytes`, 'utf8')) / 1024),
        oomKills: statValue(readFileSync(`${memory}/${name}/memory.oom_control`, 'utf8'), 'oom_kill') ?? 0,
      }),
      kill,
      remove: () => removeGroups(folders, kill),
    };
  };

  return {
    version: 1,
    folder: memory,
    list,
    create(name: string, limits: CgroupLimits): RunCgroup {
      for (const folder of parents) mkdirSync(`${folder}/${name}`);
      const bytes = String(limits.memoryKib * 1024);
      writeFileSync(`${memory}/${name}/memory.limit_in_bytes`, bytes);
      if (countsSwap) writeFileSync(`${memory}/${name}/memory.memsw.limit_in_bytes`, bytes);
      writeFileSync(`${pids}/${name}/pids.max`, String(limits.processes));
      return group(name);
    },
    async sweep(prefix: string) {
      for (const name of list()) if (name.startsWith(prefix)) await group(name).remove();
    },
    close() {
      if (list().length === 0) for (const folder of parents) rmdirSync(folder);
    },
  };
}

/** There is no cgroup.kill here: each member is killed by its number. */
function killMembers(folder: string): void {
  let members: string;
  try {
    members = readFileSync(`${folder}/cgroup.procs`, 'utf8');
  } catch {
    return; // removed already
  }
  for (const line of members.split('\n')) {
    const pid = Number(line);
    if (pid <= 1 || pid === process.pid) continue;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // ended by itself meanwhile
    }
  }
}

function openAll(paths: readonly string[]): number[] {
  const opened: number[] = [];
  try {
    for (const path of paths) opened.push(openSync(path, 'w'));
    return opened;
  } catch (error) {
    opened.forEach((fd) => closeSync(fd));
    throw error;
  }
}
