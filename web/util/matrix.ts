/** A verification as a matrix: its columns, and which submissions are in a grey zone of the time limit. Pure. */
import type { VerificationRow } from '#contract/problem.js';

/** From this part of the limit on an accepted submission is one that another machine may find too slow. */
export const NEAR_LIMIT = 0.5;
/** Up to this many times the limit a submission that is too slow is one that another machine may accept. */
export const JUST_OVER = 1.2;

export type GreyZone = 'near' | 'just over';

/** How close the slowest test is to the limit, where that could make another verdict elsewhere. */
export function greyZoneOf(row: Pick<VerificationRow, 'verdict' | 'tests'>, timeLimitMs: number | null): { zone: GreyZone; share: number } | null {
  if (timeLimitMs === null || row.tests.length === 0) return null;
  const share = Math.max(...row.tests.map(({ cpuMs }) => cpuMs)) / timeLimitMs;
  if (row.verdict === 'accepted' && share > NEAR_LIMIT) return { zone: 'near', share };
  if (row.verdict === 'time-limit-exceeded' && share < JUST_OVER) return { zone: 'just over', share };
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
