import type { Submission } from '#contract/submission.js';
import { showsEveryTest } from './submission-state.js';

/** Where the time of a finished judging went, in milliseconds. Null: not known, or it did not happen. */
export interface PartsOfTime {
  waited: number | null;
  compiling: number | null;
  testing: number | null;
}

export function partsOfTime({ times, compile, tests, feedback }: Pick<Submission, 'times' | 'compile' | 'tests' | 'feedback'>): PartsOfTime {
  if (!times) return { waited: null, compiling: compile?.wallMs ?? null, testing: null };
  const between = (from: string | null, to: string | null) => (from === null || to === null ? null : Math.max(0, Date.parse(to) - Date.parse(from)));
  const compiling = compile?.wallMs ?? null;
  const judged = between(times.claimedAt, times.finishedAt);
  const ran = compile?.ok !== false && (!showsEveryTest({ feedback }) || tests.some((test) => test.verdict !== 'skipped'));
  return { waited: between(times.queuedAt, times.claimedAt), compiling, testing: judged === null || !ran ? null : Math.max(0, judged - (compiling ?? 0)) };
}
