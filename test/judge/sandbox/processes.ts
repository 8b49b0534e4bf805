/** The processes that stand between a judge and a run, for tests that do them harm. */
import { readFileSync, readdirSync } from 'node:fs';

interface Process {
  pid: number;
  parent: number;
  name: string;
}

function all(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        const [, name = '', state = '', parent = ''] = /^\d+ \((.*)\) (\S) (\d+) /s.exec(stat) ?? [];
        return state === 'Z' ? [] : [{ pid: Number(pid), parent: Number(parent), name }];
      } catch {
        return []; // it has ended
      }
    });
}

export const isAlive = (pid: number): boolean => all().some((process) => process.pid === pid);

/** Pids below a judge, by default this process. The launchers of jails that are being set up are nsjails still. */
export function processesOfJudge(judge: number = process.pid): { spawners: number[]; nsjails: number[]; launchers: number[] } {
  const processes = all();
  const below = (parents: readonly number[]) => processes.filter(({ parent }) => parents.includes(parent));
  const pids = (found: readonly Process[]) => found.map(({ pid }) => pid);
  // Names are cut to 15 bytes: that of a spawner is launch-<hash>-spawner.
  const spawners = pids(below([judge]).filter(({ name }) => name.startsWith('launch-')));
  const nsjails = pids(below(spawners));
  return { spawners, nsjails, launchers: pids(below(nsjails).filter(({ name }) => name === 'launch')) };
}

/** Processes of a user that have ended and that nobody has reaped. */
export function deadOf(uid: number): string[] {
  return readdirSync('/proc').flatMap((pid) => {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      return /^State:\s+Z/m.test(status) && new RegExp(`^Uid:\\s+${uid}\\b`, 'm').test(status) ? [`${pid} ${/^Name:\s*(.*)$/m.exec(status)?.[1] ?? ''}`] : [];
    } catch {
      return []; // not a process, or gone
    }
  });
}
