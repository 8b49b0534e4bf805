/** The rule by which a time limit follows from what the accepted submissions took. Pure: no database here. */
import type { ProblemPackage } from '#contract/package.js';
import type { TestResult } from '#contract/judging.js';
import type { Verdict } from '#contract/verdict.js';

/** Where nothing could be measured. */
export const FALLBACK_LIMIT_MS = 10_000;
/** The legacy format never goes below a second. */
const LEGACY_LEAST_MS = 1_000;

/** A labelled submission of the calibration, as it was judged. */
export interface Measured {
  /** Under submissions/, as in accepted/main.cpp. */
  path: string;
  verdict: Verdict | null;
  tests: Pick<TestResult, 'cpuMs' | 'verdict'>[];
}

export interface Calibration {
  timeLimitMs: number;
  /** CPU time of the slowest test of an accepted submission; null where nothing could be measured. */
  slowestAcceptedMs: number | null;
  /** For staff: how it came to be, and what was left out. */
  note: string;
}

/**
 * limit = slowest accepted × multiplier, rounded up to the resolution; legacy: one second at least.
 * @see https://icpc.io/problem-package-format/spec/2025-09.html#limits
 */
export function calibrateTimeLimit(content: Pick<ProblemPackage, 'format' | 'timeMultipliers'>, measured: readonly Measured[]): Calibration {
  const accepted = measured.filter((one) => one.verdict === 'accepted' && one.tests.length > 0);
  const ignored = measured.filter((one) => !accepted.includes(one)).map((one) => `${one.path} (${one.verdict ?? 'not judged'})`);
  const leftOut = ignored.length === 0 ? '' : ` Left out, as not accepted here: ${ignored.join(', ')}.`;
  if (accepted.length === 0) {
    return { timeLimitMs: FALLBACK_LIMIT_MS, slowestAcceptedMs: null, note: `No accepted submission could be measured, so the limit is ${FALLBACK_LIMIT_MS / 1000} s.${leftOut}` };
  }
  const slowest = Math.max(...accepted.flatMap((one) => one.tests.filter((test) => test.verdict !== 'skipped').map((test) => test.cpuMs)), 0);
  const { acceptedToLimit, resolutionMs } = content.timeMultipliers;
  const least = content.format.startsWith('legacy') ? LEGACY_LEAST_MS : 0;
  const timeLimitMs = Math.max(1, Math.ceil(roundedAway(Math.max(slowest * acceptedToLimit, least) / resolutionMs))) * resolutionMs;
  const by = accepted.find((one) => one.tests.some((test) => test.cpuMs === slowest))?.path ?? '';
  return { timeLimitMs, slowestAcceptedMs: slowest, note: `Slowest accepted: ${by}, ${Math.round(slowest)} ms × ${acceptedToLimit}.${leftOut}` };
}

/** 0.1 × 3 is a little more than 0.3 in binary, and must not cost a whole step of the resolution. */
function roundedAway(steps: number): number {
  return Number(steps.toPrecision(12));
}
