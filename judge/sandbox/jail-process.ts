/** One jail in the hands of one run: the launcher that waits in it, by way of its lane. Nothing here knows what runs inside. */
import type { LauncherLine } from './launcher-line.js';
import type { Lane } from './spawner.js';
import { type LATE, within } from './timeouts.js';

/** A launcher has nothing else to do than to answer. */
const ANSWER_MS = 3_000;

/** How a jail came to its end. `certain`: the spawner has seen that nothing of it is left. */
export interface JailEnd {
  /** Null: its launcher has left as it should. */
  reason: string | null;
  certain: boolean;
}

export class JailProcess {
  /** Resolves when every process of the jail has ended. */
  readonly gone: Promise<JailEnd>;
  private readonly lines: (LauncherLine | null)[] = [];
  private wake: (() => void) | null = null;
  private answer: (ranMs: number) => void = () => {};
  private resolveGone!: (how: JailEnd) => void;

  constructor(
    readonly run: number,
    private readonly lane: Lane,
    /** Ends the spawner, and with it every jail of the slot. For when killing did not help. */
    readonly abandon: () => void,
  ) {
    this.gone = new Promise((resolve) => (this.resolveGone = resolve));
  }

  /**
   * Tells the launcher what to run. Descriptors as launch.c says: input, output, error, cgroup files, then any others. They
   * stay open until it has answered or has gone: the spawner takes them from us by their numbers.
   */
  order(descriptors: readonly number[], command: readonly string[]): void {
    this.lane.order(this.run, descriptors, command);
  }

  /** What the launcher says, in its order. Null: it has gone and says no more. */
  async next(): Promise<LauncherLine | null> {
    while (this.lines.length === 0) await new Promise<void>((resolve) => (this.wake = resolve));
    return this.lines[0] === null ? null : (this.lines.shift() ?? null);
  }

  /** Lets the program go. */
  go(): void {
    this.lane.go(this.run);
  }

  /** Asks the launcher how long its program has been running, in ms. LATE: it stands still, or the program has ended. */
  ask(): Promise<number | typeof LATE> {
    const answer = new Promise<number>((resolve) => (this.answer = resolve));
    this.lane.ask(this.run);
    return within(answer, ANSWER_MS);
  }

  /** Asks the launcher to leave: with it the kernel ends every process of the jail. */
  end(): void {
    this.lane.leave(this.run);
  }

  /** Kills nsjail; its death kills the launcher. For when asking did not help. */
  kill(): void {
    this.lane.kill();
  }

  /** For the lane: what it hears. */
  said(line: LauncherLine): void {
    if (line.kind === 'running') this.answer(line.wallMs);
    else this.put(line);
  }

  ended(how: JailEnd): void {
    this.put(null);
    this.resolveGone(how);
  }

  private put(line: LauncherLine | null): void {
    this.lines.push(line);
    this.wake?.();
  }
}
