/**
 * A server or judge under faults: started again at once whenever it ends, as a supervisor does (the instance's own waits a little
 * between, for people's sake). With the parent-death signal SIGKILL, so that none outlives the harness.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, writeFileSync, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from '#scripts/support/root.js';

export interface ProgramOptions {
  name: string;
  kind: 'server' | 'judge';
  /** As it is deployed, or as it is written (started by tsx). */
  code: 'dist' | 'source';
  /** Logs and orders lie here. */
  folder: string;
  environment: Record<string, string>;
  /** What it says when it is at work. */
  readyWord: string;
  onEnd: (program: Program, end: Ended) => void;
}

export interface Ended {
  pid: number;
  code: number | null;
  signal: NodeJS.Signals | null;
  /** It had been at work. */
  wasReady: boolean;
}

export interface Order {
  id: number;
  step: string;
  /** Not for a judging that was claimed more often than this. */
  mostAttempts: number;
  /** Not for these judgings. */
  spare: string[];
  victim: number | 'self' | 'nsjail' | 'launcher';
  signal: NodeJS.Signals;
}

export interface Done {
  id: number;
  pid: number;
  judging?: string;
}

/** Between an end and the next start: without it a database that is away makes a busy loop. */
const RESTART_MS = 100;
const LOOK_MS = 20;

export class Program {
  readonly logFile: string;
  /** Stopped by SIGSTOP: nothing else is done to it. */
  frozen = false;
  /** Told to end: what it does until then is its own affair. */
  leaving = false;
  starts = 0;
  /** The present one's start, or that of the last. */
  startedAt = new Date();
  private child: ChildProcess | undefined;
  private ready = false;
  private closing = false;
  private ended: Promise<void> = Promise.resolve();
  private readonly orderFile: string;
  private readonly doneFile: string;

  constructor(readonly options: ProgramOptions) {
    this.logFile = join(options.folder, `${options.name}.log`);
    this.orderFile = join(options.folder, `${options.name}.order`);
    this.doneFile = join(options.folder, `${options.name}.done`);
    writeFileSync(this.doneFile, '');
    this.start();
  }

  /** Undefined between an end and the next start. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  get isReady(): boolean {
    return this.ready && !this.frozen && !this.leaving;
  }

  signal(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  /** Gives an order to the preloaded module, to be carried out at a step. */
  order(order: Order): void {
    writeFileSync(`${this.orderFile}.new`, JSON.stringify(order));
    renameSync(`${this.orderFile}.new`, this.orderFile);
  }

  /** Waits until it was carried out; null: not within the time, and it is taken back. */
  async carriedOut(id: number, withinMs: number): Promise<Done | null> {
    const look = () => readFileSync(this.doneFile, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Done).find((done) => done.id === id) ?? null;
    for (const giveUp = Date.now() + withinMs; Date.now() < giveUp; await sleep(LOOK_MS)) {
      if (!existsSync(this.orderFile)) return this.doneSoon(look);
    }
    rmSync(this.orderFile, { force: true });
    return this.doneSoon(look, 100);
  }

  /** The order is taken first and written down right after. */
  private async doneSoon(look: () => Done | null, withinMs = 2_000): Promise<Done | null> {
    for (const giveUp = Date.now() + withinMs; ; await sleep(LOOK_MS)) {
      const done = look();
      if (done || Date.now() > giveUp) return done;
    }
  }

  async untilReady(withinMs: number): Promise<boolean> {
    for (const giveUp = Date.now() + withinMs; Date.now() < giveUp; await sleep(LOOK_MS)) if (this.isReady) return true;
    return false;
  }

  /** SIGTERM, and no start again. Answers with how it ended; null: it did not within the time, and was killed. */
  async close(withinMs: number): Promise<{ code: number | null } | null> {
    this.closing = true;
    this.child?.kill('SIGCONT');
    this.child?.kill('SIGTERM');
    const child = this.child;
    const inTime = await Promise.race([this.ended.then(() => true), sleep(withinMs, false, { ref: false })]);
    if (inTime) return { code: child?.exitCode ?? 0 };
    child?.kill('SIGKILL');
    await this.ended;
    return null;
  }

  private start(): void {
    if (this.closing) return;
    const { options } = this;
    const { kind, code, environment } = options;
    const run = code === 'dist' ? [join(ROOT, `dist/${kind}/main.js`)] : ['--conditions=source', '--import', 'tsx', join(ROOT, `${kind}/main.ts`)];
    const log = openSync(this.logFile, 'a');
    const from = readFileSync(this.logFile).length;
    this.starts++;
    this.startedAt = new Date();
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', process.execPath, '--enable-source-maps', '--import', join(ROOT, 'test/faults/preload.mjs'), ...run], {
      cwd: ROOT,
      env: { ...process.env, ...environment, ARBITER_FAULT_ORDER: this.orderFile, ARBITER_FAULT_DONE: this.doneFile },
      stdio: ['ignore', log, log],
      detached: true,
    });
    closeSync(log);
    this.child = child;
    this.ready = false;
    this.frozen = false;
    this.leaving = false;
    const watch = setInterval(() => {
      if (!readFileSync(this.logFile).subarray(from).includes(options.readyWord)) return;
      clearInterval(watch);
      if (this.child === child) this.ready = true;
    }, LOOK_MS * 2);
    this.ended = new Promise((resolve) => {
      child.once('exit', (exitCode, signal) => {
        clearInterval(watch);
        const wasReady = this.ready;
        this.ready = false;
        this.child = undefined;
        rmSync(this.orderFile, { force: true });
        options.onEnd(this, { pid: child.pid!, code: exitCode, signal, wasReady });
        resolve();
        if (!this.closing) setTimeout(() => this.start(), RESTART_MS);
      });
    });
  }
}

/** Of a judge: its jails, in the order in which they were made. */
export function jailsOf(pid: number): number[] {
  const spawners = childrenOf(pid).filter((child) => nameOf(child).startsWith('launch-'));
  return spawners.flatMap(childrenOf).filter((child) => nameOf(child) === 'nsjail');
}

function nameOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return '';
  }
}

/** Processes that this one has started and that live, in the order of their starts. */
export function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}
