/**
 * The judge's side of the spawner: the process of a slot that starts its nsjails (spawner.c tells the protocol). A `Lane` is one
 * of these nsjails, which makes one jail after another, or a single one.
 *
 * When the spawner dies, all that it has started dies with it: every lane is told so, and the next one is started by a new
 * spawner.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { SandboxFailure } from '../core/run.js';
import { exitOf } from './exit-status.js';
import { parseLine, type LauncherLine } from './launcher-line.js';

/** What happens to a lane, in the order in which it happens. */
export interface LaneListener {
  /** A jail stands ready for an order. */
  ready(): void;
  said(run: number, line: LauncherLine): void;
  /** The launcher of this run has gone, and every process of its jail. */
  gone(run: number): void;
  /** Nothing of the lane is left, and nothing more is heard of it; where the spawner died, it is on its way out. */
  died(how: { reason: string; spawnerDied: boolean }): void;
}

export interface Lane {
  order(run: number, descriptors: readonly number[], command: readonly string[]): void;
  go(run: number): void;
  /** Asks the launcher how long its program has been running. */
  ask(run: number): void;
  /** Asks the launcher to leave. */
  leave(run: number): void;
  /** Kills nsjail, and with it the jail; `died` follows. */
  kill(): void;
}

interface Running {
  child: ChildProcess;
  lanes: Map<number, LaneListener>;
}

export class Spawner {
  private running: Running | null = null;
  private started = 0;
  private closed = false;

  constructor(private readonly path: string) {
    this.running = this.run();
  }

  /** Starts an nsjail. */
  start(argv: readonly string[], listener: LaneListener): Lane {
    const id = ++this.started;
    const running = (this.running ??= this.run());
    running.lanes.set(id, listener);
    const send = (...words: (string | number)[]) => {
      if (running.lanes.has(id)) write(running.child, words);
    };
    send('l', id, ...argv);
    return {
      order: (run, descriptors, command) => send('o', id, run, descriptors.join(','), ...command),
      go: (run) => send('g', id, run),
      ask: (run) => send('w', id, run),
      leave: (run) => send('k', id, run),
      kill: () => send('x', id),
    };
  }

  /** Kills the spawner, and so every lane. For when it does not answer. */
  kill(): void {
    this.running?.child.kill('SIGKILL');
  }

  /** Ends the spawner; whatever lanes are left end with it. */
  async close(): Promise<void> {
    this.closed = true;
    const child = this.running?.child;
    if (!child || child.pid === undefined) return;
    const ended = new Promise((resolve) => child.once('close', resolve));
    socketOf(child)?.destroy();
    const kill = setTimeout(() => child.kill('SIGKILL'), END_MS);
    await ended;
    clearTimeout(kill);
  }

  private run(): Running {
    const child = spawn(this.path, [], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      env: {},
      cwd: '/',
      detached: true, // an interrupt from the terminal is for the judge, which drains
    });
    const running: Running = { child, lanes: new Map() };
    // A slot at rest keeps nobody's process alive.
    child.unref();
    const socket = socketOf(child);
    socket?.unref();
    let text = '';
    socket?.setEncoding('utf8').on('data', (said: string) => {
      const parts = (text + said).split('\n');
      text = parts.pop() ?? '';
      for (const part of parts) hear(running.lanes, part);
    });
    socket?.on('error', () => {}); // a broken socket shows in 'close'
    const over = (reason: string) => {
      if (this.running === running) this.running = null;
      const lanes = [...running.lanes.values()];
      running.lanes.clear();
      for (const lane of lanes) lane.died({ reason, spawnerDied: true });
    };
    child.on('error', (error) => over(error.message));
    child.on('close', (code, signal) => over(this.closed ? 'this sandbox was closed' : `the spawner ended (${signal ?? `exit code ${code}`})`));
    return running;
  }
}

const socketOf = (child: ChildProcess) => child.stdio[3] as Socket | null | undefined;

/** The spawner is given this long to end by itself. */
const END_MS = 3_000;

/** What the launcher takes as an order, with room for the number of the run. */
const MOST_BYTES = 63 * 1024;

/** A message: the length of what follows, then words that end with NUL. */
function write(child: ChildProcess, words: readonly (string | number)[]): void {
  const socket = socketOf(child);
  if (!socket || socket.destroyed) return;
  if (words.some((word) => typeof word === 'string' && word.includes('\0'))) throw new SandboxFailure('an argument holds a NUL');
  const text = Buffer.from(`${words.join('\0')}\0`);
  if (text.length > MOST_BYTES) throw new SandboxFailure(`a command of ${text.length} bytes is too long`);
  const message = Buffer.allocUnsafe(4 + text.length);
  message.writeUInt32LE(text.length);
  text.copy(message, 4);
  socket.write(message);
}

function hear(lanes: Map<number, LaneListener>, line: string): void {
  const kind = line[0];
  const [, id, run] = line.split(' ', 3);
  const lane = lanes.get(Number(id));
  if (!lane) return;
  if (kind === 'H') return lane.ready();
  if (kind === 'G') return lane.gone(Number(run));
  if (kind !== 'D') return lane.said(Number(run), parseLine(line));
  lanes.delete(Number(id));
  const [, status = '', cause = '', log = ''] = /^D \d+ (\d+) (\S+) (.*)$/.exec(line) ?? [];
  lane.died({ reason: reasonOf(Number(status), cause, log), spawnerDied: false });
}

/** Causes other than nsjail's own end. */
const CAUSES = new Map([['launcher', 'its launcher was killed'], ['asked', 'it was ended']]);

function reasonOf(status: number, cause: string, log: string): string {
  const exit = exitOf(status);
  const how = CAUSES.get(cause) ?? (exit.kind === 'signaled' ? `killed by ${exit.signal}` : `exit code ${exit.code}`);
  // The linker's remarks are printed by some builds at every start.
  const lines = log.split('\t').filter((said) => said && !said.includes('no version information available'));
  return `nsjail ended without a report (${how}): ${lines.slice(-6).join(' | ') || 'its log is empty'}`;
}
