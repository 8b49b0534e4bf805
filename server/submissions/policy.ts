/** Who may see what of a submission. Used by HTTP and by sockets. */
import type { SubmissionRow } from '#database/submissions.js';
import { maySeeAllSubmissions } from '../accounts/policy.js';
import type { Caller } from '../http/caller.js';

/** How somebody looks at a submission; null: not at all. */
export type SubmissionView = 'owner' | 'staff' | null;

export function viewOf(caller: Pick<Caller, 'id' | 'role'> | null, submission: Pick<SubmissionRow, 'accountId'>): SubmissionView {
  if (caller === null) return null;
  if (maySeeAllSubmissions(caller.role)) return 'staff';
  return submission.accountId === caller.id ? 'owner' : null;
}

/** What of a test is shown: of samples everything; of secret ones the verdict and what was measured, unless the package opens them. */
export type TestView = 'everything' | 'what happened' | 'verdict';

export function testView(view: Exclude<SubmissionView, null>, test: { sample: boolean; fullFeedback: boolean }): TestView {
  if (view === 'staff') return 'everything';
  return test.sample || test.fullFeedback ? 'what happened' : 'verdict';
}
