/** What both versions of cgroups need: reading their files, and removing groups. */
import { rmdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { SandboxFailure } from '../core/run.js';

/** `key value` lines, as in cpu.stat, memory.events and memory.oom_control. */
export function statValue(text: string, key: string): number | null {
  for (const line of text.split('\n')) {
    if (line.startsWith(`${key} `)) return Number(line.slice(key.length + 1));
  }
  return null;
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
