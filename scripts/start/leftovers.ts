/**
 * After SIGKILL of `npm start` its children end by themselves, but not at once. They are written down with
 * their start times, and the next start waits for them before it takes their port and their jails.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const GRACE_MS = 8_000;

interface Known {
  pid: number;
  /** Field 22 of /proc/<pid>/stat, in clock ticks since boot: with it a reused pid is told apart. */
  startTime: string;
}

export class Leftovers {
  readonly #file: string;
  #known: Known[] = [];

  constructor(dataFolder: string) {
    this.#file = join(dataFolder, 'processes.json');
  }

  /** Ends what an earlier start left behind. @returns how many there were. */
  async end(): Promise<number> {
    const left = this.#read().filter(lives);
    for (const { pid } of left) tryKill(pid, 'SIGTERM');
    const giveUp = Date.now() + GRACE_MS;
    while (left.some(lives) && Date.now() < giveUp) await sleep(50);
    for (const known of left.filter(lives)) tryKill(known.pid, 'SIGKILL');
    while (left.some(lives)) await sleep(20);
    rmSync(this.#file, { force: true });
    return left.length;
  }

  add(pid: number): void {
    const startTime = startTimeOf(pid);
    if (startTime === null) return;
    this.#known = [...this.#known.filter(lives), { pid, startTime }];
    writeFileSync(this.#file, JSON.stringify(this.#known));
  }

  clear(): void {
    rmSync(this.#file, { force: true });
  }

  #read(): Known[] {
    try {
      return JSON.parse(readFileSync(this.#file, 'utf8')) as Known[];
    } catch {
      return [];
    }
  }
}

function lives({ pid, startTime }: Known): boolean {
  return startTimeOf(pid) === startTime;
}

/** Null where there is no such process, or only its zombie. */
function startTimeOf(pid: number): string | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
    return fields[0] === 'Z' ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}

function tryKill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone in the meantime.
  }
}
