import type { Rejudging, REJUDGED_SHOWN as SHOWN } from '#contract/rejudging.js';
import type { Verdict } from '#contract/verdict.js';

/** Here, so that the table of pages does not bring the contract's schemas along. */
export const REJUDGED_SHOWN = ['changed', 'failed', 'all'] as const satisfies typeof SHOWN;

/** Null: it was unfinished. */
export type Ending = Verdict | null;

export interface Matrix {
  /** Old verdicts. */
  rows: Ending[];
  /** New ones. */
  columns: Ending[];
  count: (old: Ending, now: Ending) => number;
}

/** `order`: the verdicts in the order in which they are shown. */
export function matrixOf(cells: Rejudging['matrix'], order: readonly string[]): Matrix {
  const counts = new Map(cells.map((cell) => [`${cell.old} ${cell.new}`, cell.count]));
  const place = (ending: Ending) => (ending === null ? order.length : order.indexOf(ending));
  const sorted = (of: 'old' | 'new') => [...new Set(cells.map((cell) => cell[of]))].sort((a, b) => place(a) - place(b));
  return { rows: sorted('old'), columns: sorted('new'), count: (old, now) => counts.get(`${old} ${now}`) ?? 0 };
}
