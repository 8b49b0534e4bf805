/**
 * Time limits without polling. In t ms of wall time at most t × cores ms of CPU time can pass, so the CPU time is looked at
 * no sooner than the limit can have been reached, and then again after what is left.
 *
 * The wall limit is for programs that wait. One that was busy for a good part of the time was kept from its core by
 * others: on a crowded host it gets more wall time, so that it is told of the limit that it really exceeds.
 */
export interface Clocks {
  cpuLimitMs: number;
  wallLimitMs: number;
  /** Cores that the run may use at once. */
  cores: number;
  cpuMs: () => number;
}

/** Calls `stop` once, with the limit that was reached. Returns what ends the watch. */
export function watchTime(clocks: Clocks, stop: (cause: 'cpu-limit' | 'wall-limit') => void): () => void {
  let cpuTimer: NodeJS.Timeout | undefined;
  const look = () => {
    const left = clocks.cpuLimitMs - clocks.cpuMs();
    if (left <= 0) end('cpu-limit');
    else cpuTimer = setTimeout(look, delay(left / clocks.cores));
  };
  const lookAtWall = (passedMs: number) => {
    const cpuMs = clocks.cpuMs();
    if (cpuMs >= clocks.cpuLimitMs) end('cpu-limit');
    else if (cpuMs < passedMs * BUSY_SHARE || passedMs >= clocks.wallLimitMs * MOST_EXTENSIONS) end('wall-limit');
    else wallTimer = setTimeout(() => lookAtWall(passedMs + clocks.wallLimitMs), delay(clocks.wallLimitMs));
  };
  let wallTimer = setTimeout(() => lookAtWall(clocks.wallLimitMs), delay(clocks.wallLimitMs));
  const cancel = () => {
    clearTimeout(cpuTimer);
    clearTimeout(wallTimer);
  };
  const end = (cause: 'cpu-limit' | 'wall-limit') => {
    cancel();
    stop(cause);
  };
  cpuTimer = setTimeout(look, delay(clocks.cpuLimitMs / clocks.cores));
  return cancel;
}

/** From this share of the wall time on a program counts as busy; it takes four others on its core to press it below. */
const BUSY_SHARE = 0.2;
/** In all, at most so many times the wall limit. */
const MOST_EXTENSIONS = 4;

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
