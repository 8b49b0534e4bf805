import { z } from 'zod';

/**
 * Every verdict that a test or a submission can have, worst cause first: the order of the ladder in
 * docs/judging.md. `skipped` belongs to tests only.
 */
export const VERDICTS = [
  'judge-error',
  'compile-error',
  'security-violation',
  'memory-limit-exceeded',
  'output-limit-exceeded',
  'time-limit-exceeded',
  'idleness-limit-exceeded',
  'runtime-error',
  'wrong-answer',
  'accepted',
  'skipped',
] as const;

export const verdictSchema = z.enum(VERDICTS);
export type Verdict = z.infer<typeof verdictSchema>;

/** The short form that scoreboards and CLICS feeds show. */
export const VERDICT_SHORT = {
  'judge-error': 'JE',
  'compile-error': 'CE',
  'security-violation': 'SV',
  'memory-limit-exceeded': 'MLE',
  'output-limit-exceeded': 'OLE',
  'time-limit-exceeded': 'TLE',
  'idleness-limit-exceeded': 'ILE',
  'runtime-error': 'RTE',
  'wrong-answer': 'WA',
  accepted: 'AC',
  skipped: '–',
} as const satisfies Record<Verdict, string>;
