/**
 * The lanes of a slot: nsjails kept for the next run of the same shape. A shape is all that nsjail is told: mounts, limits,
 * environment, directory.
 *
 *     setting up ──► ready ──► taken ──► setting up …
 *          └───────────┴─────────┴─────► dead
 *
 * The first run of a shape gets an nsjail that makes one jail and ends, as many shapes (a compilation's, a validator's with
 * its feedback folder) are never seen again. From the second run on nsjails are kept; one that nobody has wanted for a moment is ended:
 * while a submission's tests go on, each is wanted again within a few milliseconds.
 */
import { unlinkSync, writeFileSync } from 'node:fs';
import { SandboxFailure } from '../core/run.js';
import { JailProcess } from './jail-process.js';
import type { Lane, LaneListener, Spawner } from './spawner.js';
import { LATE, within } from './timeouts.js';

export interface JailShape {
  /** Equal for equal shapes. */
  readonly key: string;
  /** Folders and files of the host that its jails show. */
  readonly shows: readonly string[];
  /** nsjail's configuration file, and the command line with that file's path. Asked for when an nsjail is started. */
  config(): string;
  argv(configPath: string, repeats: boolean): string[];
}

/** nsjail is given this long to set a jail up. */
export const SETUP_MS = 20_000;
const IDLE_MS = 200;
/** Killed nsjails are given this long to end, before their spawner is killed. */
const END_MS = 3_000;
const SHAPES_REMEMBERED = 100;

export class Lanes {
  private readonly all = new Set<KeptLane>();
  /** Shapes that were set up before, the latest last. */
  private readonly known = new Set<string>();
  private made = 0;

  /** `folder` is for the files of nsjails that are being started. */
  constructor(private readonly spawner: Spawner, private readonly nsjailPath: string, private readonly folder: string) {}

  /** A jail of this shape that stands ready. Rejects with SandboxFailure. */
  async take(shape: JailShape, run: number): Promise<JailProcess> {
    const fitting = [...this.all].filter((lane) => lane.fits(shape));
    const lane = fitting.find((each) => each.isReady) ?? fitting[0] ?? this.start(shape);
    const jail = await within(lane.take(run), SETUP_MS);
    if (jail !== LATE) return jail;
    lane.kill();
    throw new SandboxFailure(`the jail was not ready after ${SETUP_MS} ms`);
  }

  /** Ends the lanes at rest that show something at or below a path; resolves when nothing of them is left. */
  async forget(path: string): Promise<void> {
    const showing = [...this.all].filter((lane) => lane.shows(path));
    await this.end(showing);
  }

  close(): Promise<void> {
    return this.end([...this.all]);
  }

  private async end(lanes: readonly KeptLane[]): Promise<void> {
    lanes.forEach((lane) => lane.kill());
    const all = Promise.all(lanes.map((lane) => lane.dead));
    if ((await within(all, END_MS)) !== LATE) return;
    this.spawner.kill();
    await all;
  }

  private start(shape: JailShape): KeptLane {
    const repeats = this.known.has(shape.key);
    const config = `${this.folder}/lane-${this.made++}.cfg`;
    writeFileSync(config, shape.config());
    const lane = new KeptLane(shape, config, repeats, this.spawner, () => this.remember(shape.key));
    this.all.add(lane);
    void lane.dead.then(() => this.all.delete(lane));
    lane.start([this.nsjailPath, ...shape.argv(config, repeats)]);
    return lane;
  }

  private remember(key: string): void {
    this.known.delete(key);
    this.known.add(key);
    for (const oldest of this.known) {
      if (this.known.size <= SHAPES_REMEMBERED) break;
      this.known.delete(oldest);
    }
  }
}

interface Waiter {
  run: number;
  resolve(jail: JailProcess): void;
  reject(error: SandboxFailure): void;
}

class KeptLane implements LaneListener {
  readonly dead: Promise<void>;
  private resolveDead!: () => void;
  private lane!: Lane;
  private state: 'setting up' | 'ready' | 'taken' | 'ending' | 'dead' = 'setting up';
  private waiter: Waiter | null = null;
  private jail: JailProcess | null = null;
  private idle: NodeJS.Timeout | undefined;
  private config: string | null;

  constructor(private readonly shape: JailShape, config: string, private readonly repeats: boolean, private readonly spawner: Spawner, private readonly works: () => void) {
    this.config = config;
    this.dead = new Promise((resolve) => (this.resolveDead = resolve));
  }

  start(argv: readonly string[]): void {
    this.lane = this.spawner.start(argv, this);
  }

  get isReady(): boolean {
    return this.state === 'ready';
  }

  fits(shape: JailShape): boolean {
    return this.waiter === null && (this.state === 'ready' || this.state === 'setting up') && this.shape.key === shape.key;
  }

  shows(path: string): boolean {
    return this.shape.shows.some((shown) => shown === path || shown.startsWith(`${path}/`));
  }

  take(run: number): Promise<JailProcess> {
    clearTimeout(this.idle);
    return new Promise((resolve, reject) => {
      this.waiter = { run, resolve, reject };
      if (this.state === 'ready') this.handOver(this.waiter);
    });
  }

  kill(): void {
    clearTimeout(this.idle);
    if (this.state === 'dead') return;
    this.state = 'ending';
    this.lane.kill();
  }

  ready(): void {
    if (this.config) this.dropConfig();
    if (this.state === 'ending') return;
    this.works();
    this.state = 'ready';
    if (this.waiter) this.handOver(this.waiter);
  }

  said(run: number, line: Parameters<LaneListener['said']>[1]): void {
    if (this.jail?.run === run) this.jail.said(line);
  }

  gone(run: number): void {
    if (this.jail?.run !== run) return;
    this.jail.ended({ reason: null, certain: true });
    this.jail = null;
    if (this.state === 'ending') return;
    if (!this.repeats) {
      this.state = 'ending'; // by itself
      return;
    }
    this.state = 'setting up';
    this.idle = setTimeout(() => this.kill(), IDLE_MS).unref();
  }

  died({ reason, spawnerDied }: Parameters<LaneListener['died']>[0]): void {
    clearTimeout(this.idle);
    this.state = 'dead';
    if (this.config) this.dropConfig();
    this.jail?.ended({ reason, certain: !spawnerDied });
    this.jail = null;
    this.waiter?.reject(new SandboxFailure(reason));
    this.waiter = null;
    this.resolveDead();
  }

  private handOver({ run, resolve }: Waiter): void {
    this.waiter = null;
    this.state = 'taken';
    this.jail = new JailProcess(run, this.lane, () => this.spawner.kill());
    resolve(this.jail);
  }

  private dropConfig(): void {
    if (this.config) unlinkSync(this.config);
    this.config = null;
  }
}
