import { t } from '@lingui/core/macro';

/** Folders of the package, in the order in which they are offered. */
export const LABELS = ['accepted', 'wrong_answer', 'time_limit_exceeded', 'run_time_error', 'partially_accepted', 'rejected', 'brute_force'] as const;
export type SolutionLabelName = (typeof LABELS)[number];

/** What each label demands, in plain words. */
export const labelWords = (): Record<SolutionLabelName, string> => ({
  accepted: t`accepted`,
  wrong_answer: t`found wrong`,
  time_limit_exceeded: t`too slow`,
  run_time_error: t`crashing`,
  partially_accepted: t`accepted in part`,
  rejected: t`rejected, whatever the reason`,
  brute_force: t`right or too slow`,
});
