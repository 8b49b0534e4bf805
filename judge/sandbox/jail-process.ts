/**
 * One nsjail, its launcher and their control socket (the protocol is told in launch.c). Nothing here knows what runs inside.
 *
 * This is the only place on the way of a run that starts a process, and it needs only arguments and descriptors: if the
 * judge ever grows so large that its fork becomes slow, a small process for each slot can do it in its stead.
 */
import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';

export type LauncherLine =
  | { kind: 'ready' }
  | { kind: 'ended'; status: number; wallMs: number }
  /** Our fault or the caller's; `stage` execve: the program could not be executed. */
  | { kind: 'failed'; stage: string; errno: number };

export interface JailProcess {
  readonly pid: number | undefined;
  /** What the launcher says, in its order. Null: it has gone and says no more. */
  next(): Promise<LauncherLine | null>;
  /** Lets the program go. */
  go(): void;
  /** Asks the launcher to leave: with it the kernel ends every process of the jail. */
  end(): void;
  /** Kills nsjail; its death kills the launcher. For when asking did not help. */
  kill(): void;
  /** Resolves when nsjail was reaped and the launcher has closed its socket. */
  readonly gone: Promise<{ code: number | null; signal: string | null; error: Error | null }>;
}

/** Descriptors as in launch.c: `before` are 0, 1, 2 and the program's extra ones, `after` those behind the control socket. */
export function startJail(nsjail: string, argv: readonly string[], before: readonly number[], after: readonly number[]): JailProcess {
  const child = spawn(nsjail, argv, {
    stdio: [...before, 'pipe', ...after],
    env: {},
    cwd: '/',
    detached: true, // an interrupt from the terminal is for the judge, which drains
  });
  const control = child.stdio[before.length] as Socket | null | undefined;
  const lines: (LauncherLine | null)[] = [];
  let wake: (() => void) | null = null;
  const put = (line: LauncherLine | null) => {
    lines.push(line);
    wake?.();
  };

  let text = '';
  control?.on('data', (bytes: Buffer) => {
    const parts = (text + bytes.toString('latin1')).split('\n');
    text = parts.pop() ?? '';
    for (const part of parts) put(parseLine(part));
  });
  control?.on('error', () => {}); // a broken socket shows in 'close'
  const gone = new Promise<{ code: number | null; signal: string | null; error: Error | null }>((resolve) => {
    let failure: Error | null = null;
    child.on('error', (error) => {
      failure = error;
      if (child.pid === undefined) {
        put(null);
        resolve({ code: null, signal: null, error });
      }
    });
    child.on('close', (code, signal) => {
      put(null);
      resolve({ code, signal, error: failure });
    });
  });
  const write = (word: string) => {
    if (control && !control.destroyed) control.write(word);
  };
  return {
    pid: child.pid,
    async next() {
      while (lines.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      return lines[0] === null ? null : (lines.shift() ?? null);
    },
    go: () => write('g'),
    end: () => write('k'),
    kill: () => void child.kill('SIGKILL'),
    gone,
  };
}

export function parseLine(line: string): LauncherLine {
  const [word, first, second] = line.split(' ');
  if (word === 'R') return { kind: 'ready' };
  if (word === 'E') return { kind: 'ended', status: Number(first), wallMs: Number(second) / 1e6 };
  if (word === 'X') return { kind: 'failed', stage: first ?? '', errno: Number(second) };
  return { kind: 'failed', stage: `unknown line ${JSON.stringify(line)}`, errno: 0 };
}
