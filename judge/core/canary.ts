/**
 * The canary: a fixed program, by which a host measures itself. What it takes now, over what it took when this host first ran it on
 * this core, tells whether a time limit still means what it meant. A host that has drifted, to either side, is not steady.
 */

/** One core's CPU times, in ms. */
export interface CanaryReading {
  baselineMs: number;
  lastMs: number;
}

/** A tenth of the baseline. */
const STEADY_WITHIN = 0.1;

export const isSteady = ({ baselineMs, lastMs }: CanaryReading): boolean => Math.abs(lastMs - baselineMs) <= STEADY_WITHIN * baselineMs;

const driftOf = ({ baselineMs, lastMs }: CanaryReading): number => Math.abs(lastMs / baselineMs - 1);

/** A host is as steady as its worst core. */
export function worstOf(readings: readonly CanaryReading[]): CanaryReading | null {
  return readings.reduce<CanaryReading | null>((worst, reading) => (worst === null || driftOf(reading) > driftOf(worst) ? reading : worst), null);
}
