/** A verification as a matrix: its columns, and which submissions are in a grey zone of the time limit. Pure. */
import type { TimeMargins, VerificationRow } from '#contract/problem.js';

/** Further than this many times the limit no program is let run, whatever margin the package wants. */
const FURTHEST = 2;

/** As shares of the limit: an accepted submission is to need `near` at most, one that is too slow `over` at least. */
export function marginsOf({ acceptedToLimit, limitToTimeLimitExceeded }: TimeMargins): { near: number; over: number } {
  return { near: 1 / acceptedToLimit, over: Math.min(limitToTimeLimitExceeded, FURTHEST) };
}

export type GreyZone = 'near' | 'just over';

/** How close the slowest test is to the limit, where that could make another verdict elsewhere. */
export function greyZoneOf(row: Pick<VerificationRow, 'verdict' | 'tests'>, timeLimitMs: number | null, margins: TimeMargins): { zone: GreyZone; share: number } | null {
  if (timeLimitMs === null || row.tests.length === 0) return null;
  const share = Math.max(...row.tests.map(({ cpuMs }) => cpuMs)) / timeLimitMs;
  const { near, over } = marginsOf(margins);
  if (row.verdict === 'accepted' && share > near) return { zone: 'near', share };
  if (row.verdict === 'time-limit-exceeded' && share < over) return { zone: 'just over', share };
  return null;
}

export interface Column {
  index: number;
  name: string;
}

/** Every test that some submission was run on, in the order of the package. */
export function columnsOf(rows: readonly Pick<VerificationRow, 'tests'>[]): Column[] {
  const names = new Map<number, string>();
  for (const { tests } of rows) for (const { index, name } of tests) names.set(index, name);
  return [...names].map(([index, name]) => ({ index, name })).sort((a, b) => a.index - b.index);
}

/** What needs a look first: surprises, then what could not be judged; otherwise as in the package. */
export function surprisesFirst<T extends Pick<VerificationRow, 'asExpected' | 'state'>>(rows: readonly T[]): T[] {
  const rank = ({ asExpected, state }: T) => (asExpected === false ? 0 : state === 'unjudgeable' ? 1 : 2);
  return rows.toSorted((a, b) => rank(a) - rank(b));
}
