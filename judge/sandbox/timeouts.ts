/**
 * Time limits without polling. In t ms of wall time at most t × cores ms of CPU time can pass, so the CPU time is looked at
 * no sooner than the limit can have been reached, and then again after what is left.
 *
 * The wall limit is for programs that wait. One that was busy, or ready to be, for a good part of the time was kept from its core
 * by others: on a crowded host it gets more wall time, so that it is told of the limit that it really exceeds. And where it is the
 * judge that stood still (SIGSTOP, a suspended machine), what the run has to say is heard first; a run that still goes on may
 * have waited for us to read its output, and gets its wall time again. Last, the launcher is asked how long the program has really
 * been running: where the launcher stood still, it may have let it go only now.
 */
export interface Clocks {
  cpuLimitMs: number;
  wallLimitMs: number;
  /** Cores that the run may use at once. */
  cores: number;
  cpuMs: () => number;
  /** How long its threads were ready to run and had no core. */
  waitedMs: () => number;
  /** How long it has been running since the launcher let it go. Infinity where the launcher does not say. */
  ranMs: () => Promise<number>;
}

/** Calls `stop` once, with the limit that was reached. Returns what ends the watch. */
export function watchTime(clocks: Clocks, stop: (cause: 'cpu-limit' | 'wall-limit') => void): () => void {
  let cpuTimer: NodeJS.Timeout | undefined;
  let wallTimer: NodeJS.Timeout | undefined;
  let immediate: NodeJS.Immediate | undefined;
  let standstills = 0;
  let over = false;
  const look = () => {
    const left = clocks.cpuLimitMs - clocks.cpuMs();
    if (left <= 0) end('cpu-limit');
    else cpuTimer = setTimeout(look, delay(left / clocks.cores));
  };
  const lookAtWall = (passedMs: number, dueAt: number) => {
    if (performance.now() - dueAt > STANDSTILL_MS && standstills++ < MOST_STANDSTILLS) return waitForWall(passedMs - clocks.wallLimitMs);
    const cpuMs = clocks.cpuMs();
    if (cpuMs >= clocks.cpuLimitMs) end('cpu-limit');
    else if (cpuMs + clocks.waitedMs() < passedMs * BUSY_SHARE || passedMs >= clocks.wallLimitMs * MOST_EXTENSIONS) void endOfWall();
    else waitForWall(passedMs);
  };
  const endOfWall = async () => {
    const ranMs = await clocks.ranMs();
    if (over) return;
    if (ranMs + GO_MS >= clocks.wallLimitMs) end('wall-limit');
    else waitForWall(ranMs, clocks.wallLimitMs - ranMs);
  };
  const waitForWall = (passedMs: number, ms = clocks.wallLimitMs) => {
    const dueAt = performance.now() + delay(ms);
    // Timers come first after a standstill; what has arrived is read before the immediate.
    wallTimer = setTimeout(() => (immediate = setImmediate(lookAtWall, passedMs + ms, dueAt)), delay(ms));
  };
  const cancel = () => {
    over = true;
    clearTimeout(cpuTimer);
    clearTimeout(wallTimer);
    clearImmediate(immediate);
  };
  const end = (cause: 'cpu-limit' | 'wall-limit') => {
    cancel();
    stop(cause);
  };
  cpuTimer = setTimeout(look, delay(clocks.cpuLimitMs / clocks.cores));
  waitForWall(0);
  return cancel;
}

/** From this share of the wall time on a program counts as busy, its waits for a core included. */
const BUSY_SHARE = 0.2;
/** In all, at most so many times the wall limit. */
const MOST_EXTENSIONS = 4;
/** A timer that is so late tells that we stood still. */
const STANDSTILL_MS = 500;
/** A host on which all timers are late must not keep a run for ever. */
const MOST_STANDSTILLS = 4;

/** From our go to the program's own on a host that is at ease. */
const GO_MS = 20;

/** Node's timers hold 31 bits, and take more for 1 ms. */
const delay = (ms: number) => Math.min(Math.ceil(ms), 2 ** 31 - 1);

export const LATE = Symbol('late');

/** The promise, or LATE when it has not settled in time. */
export async function within<T>(promise: Promise<T>, ms: number): Promise<T | typeof LATE> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<typeof LATE>((resolve) => (timer = setTimeout(resolve, ms, LATE)));
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
