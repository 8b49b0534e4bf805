/** What the kernel's numbers are called. */
import { constants as os } from 'node:os';
import type { RunReport } from '../core/run.js';

/** Where a number has several names, the one that signal(7) uses: the others are for old programs. */
const OLD_NAMES = ['SIGIOT', 'SIGPOLL', 'SIGCLD', 'SIGUNUSED'];
const SIGNALS = new Map(Object.entries(os.signals).filter(([name]) => !OLD_NAMES.includes(name)).map(([name, number]) => [number as number, name]));
const FIRST_REAL_TIME = 34; // as libc numbers them, behind those that it keeps for itself

/** Reads a status as wait(2) gives it. */
export function exitOf(status: number): NonNullable<RunReport['exit']> {
  const signal = status & 0x7f;
  return signal === 0 ? { kind: 'exited', code: (status >> 8) & 0xff } : { kind: 'signaled', signal: signalName(signal) };
}

function signalName(number: number): string {
  return SIGNALS.get(number) ?? (number >= FIRST_REAL_TIME ? `SIGRTMIN+${number - FIRST_REAL_TIME}` : `SIG${number}`);
}

export function errorName(errno: number): string {
  return Object.entries(os.errno).find(([, number]) => number === errno)?.[0] ?? `errno ${errno}`;
}
