/**
 * Time limits without polling. In t ms of wall time at most t × cores ms of CPU time can pass, so the CPU time is looked at
 * no sooner than the limit can have been reached, and then again after what is left.
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
  const wallTimer = setTimeout(() => end(clocks.cpuMs() >= clocks.cpuLimitMs ? 'cpu-limit' : 'wall-limit'), delay(clocks.wallLimitMs));
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

/** Node's timers hold 31 bits, and take more for 1 ms. */
const delay = (ms: number) => Math.min(Math.ceil(ms), 2 ** 31 - 1);
