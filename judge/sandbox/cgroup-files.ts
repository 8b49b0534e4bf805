/** What both versions of cgroups need: reading their files, and removing groups. */
import { readFileSync, readdirSync, rmdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { SandboxFailure } from '../core/run.js';

/** `key value` lines, as in cpu.stat, memory.events and memory.oom_control. */
export function statValue(text: string, key: string): number | null {
  for (const line of text.split('\n')) {
    if (line.startsWith(`${key} `)) return Number(line.slice(key.length + 1));
  }
  return null;
}

/**
 * How long the threads that live in a group have waited for a core that others had, in ms: the second number of
 * /proc/<pid>/task/<tid>/schedstat (sched-stats.rst). 0 where the kernel keeps no such statistics.
 */
export function waitedForCoreMs(folder: string): number {
  let ns = 0;
  for (const pid of linesOf(`${folder}/cgroup.procs`)) {
    for (const thread of namesIn(`/proc/${pid}/task`)) ns += Number(linesOf(`/proc/${pid}/task/${thread}/schedstat`)[0]?.split(' ')[1] ?? 0);
  }
  return ns / 1e6;
}

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n').filter(Boolean);
  } catch {
    return []; // it has ended meanwhile
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

const REMOVAL_MS = 10_000;

/** rmdir of groups whose processes may still be on their way out (EBUSY), killing again before each try. */
export async function removeGroups(folders: readonly string[], kill: () => void): Promise<void> {
  const giveUp = performance.now() + REMOVAL_MS;
  for (const folder of folders) {
    for (let pause = 1; ; pause = Math.min(pause * 2, 100)) {
      const failure = tryRemove(folder);
      if (!failure) break;
      if (failure !== 'EBUSY' || performance.now() > giveUp) throw new SandboxFailure(`cannot remove the cgroup ${folder}: ${failure}`);
      kill();
      await sleep(pause);
    }
  }
}

function tryRemove(folder: string): string | null {
  try {
    rmdirSync(folder);
    return null;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    return code === 'ENOENT' ? null : code;
  }
}
