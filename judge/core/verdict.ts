/**
 * The ladder: from the facts of one run to its verdict, worst cause first. Everything here is pure; the judge's own
 * failures never come this far (they are thrown as SandboxFailure).
 */
import type { Verdict } from '#contract/verdict.js';
import type { RunReport } from './run.js';

/** What a run may use. Unlike RunLimits, at which the run is stopped, these are the limits that the problem states. */
export interface StatedLimits {
  timeMs: number;
  wallMs: number;
  memoryKib: number;
}

/** How the language's runtime dies of memory; see MemoryPolicy in judge/languages. */
export interface MemoryDeath {
  death: RegExp;
  heapIsLimited: boolean;
}

/** What the output validator said. `failed` is the package's or our fault. */
export type Validation =
  | { kind: 'accepted'; message: string; judgeMessage: string; score: number | null; multiplier: number | null }
  | { kind: 'rejected'; message: string; judgeMessage: string }
  | { kind: 'failed'; reason: string };

/** The verdict of a run as far as it can be told without its output; null: ask the validator. */
export function verdictOfRun(report: RunReport, limits: StatedLimits, memory: MemoryDeath): Verdict | null {
  const { exit } = report;
  if (exit?.kind === 'signaled' && exit.signal === 'SIGSYS') return 'security-violation';
  if (report.oomKills > 0 || diedOfMemory(report, limits, memory)) return 'memory-limit-exceeded';
  if (report.stoppedFor === 'output-limit' || (exit?.kind === 'signaled' && exit.signal === 'SIGXFSZ')) return 'output-limit-exceeded';
  if (report.stoppedFor === 'cpu-limit' || report.cpuMs > limits.timeMs) return 'time-limit-exceeded';
  if (report.stoppedFor === 'wall-limit') return 'idleness-limit-exceeded';
  if (exit === null) return 'runtime-error';
  if (exit.kind === 'signaled' || exit.code !== 0) return 'runtime-error';
  return null;
}

/** A share of the limit from which on a refused allocation counts as "near the limit". */
const NEAR_LIMIT = 0.5;

function diedOfMemory(report: RunReport, limits: StatedLimits, memory: MemoryDeath): boolean {
  const failed = report.exit === null || report.exit.kind === 'signaled' || report.exit.code !== 0;
  if (!failed || !memory.death.test(report.stderr.toString('latin1'))) return false;
  return memory.heapIsLimited || report.peakMemoryKib >= limits.memoryKib * NEAR_LIMIT;
}

/** Whether a CPU time is so near its limit that noise might have decided: the run is repeated then. */
export function isBorderline(cpuMs: number, timeLimitMs: number): boolean {
  return cpuMs >= BORDERLINE.from * timeLimitMs && cpuMs <= BORDERLINE.to * timeLimitMs;
}

/** As shares of the time limit. A run is stopped only beyond `to`, so that within it its real time is known. */
export const BORDERLINE = { from: 0.9, to: 1.2, repeats: 2 } as const;

/** Of an odd number of times the middle one, of an even number the lower middle one. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new Error('The median of nothing was asked for');
  return middle;
}
