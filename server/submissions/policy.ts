/** Who may see what of a submission. Used by HTTP and by sockets. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FullSubmission, SubmissionRow } from '#database/submissions.js';
import { maySeeAllSubmissions } from '../accounts/policy.js';
import { endOf, isHidden } from '../contests/times.js';
import type { Caller } from '../http/caller.js';

/** How somebody looks at a submission; null: not at all. `owner`: as its author does, or somebody of the team that it was made for; `shared`: by its link, which shows the same. */
export type SubmissionView = 'owner' | 'staff' | 'shared' | null;

type Asker = Pick<Caller, 'id' | 'role'> | null;

/** `team`: accounts of whom it was made for in a contest. */
export function viewOf(caller: Asker, { submission, team }: Pick<FullSubmission, 'team'> & { submission: Pick<SubmissionRow, 'accountId'> }): 'owner' | 'staff' | null {
  if (caller === null) return null;
  if (maySeeAllSubmissions(caller.role)) return 'staff';
  return submission.accountId === caller.id || team.includes(caller.id) ? 'owner' : null;
}

/** `share`: the token that the caller has of a link. */
export function linkedViewOf(caller: Asker, found: Pick<FullSubmission, 'submission' | 'team' | 'contest'>, share: string | undefined, now: Date): SubmissionView {
  const own = viewOf(caller, found);
  if (own !== null || caller === null || share === undefined) return own;
  const { shareToken } = found.submission;
  return shareToken !== null && sameToken(share, shareToken) && !isLinkClosed(found, now) ? 'shared' : null;
}

/** While its contest lasts, and until nothing of that is hidden any more, a link opens a submission to nobody: others might send the same, or learn what came of it. */
export function isLinkClosed({ contest }: Pick<FullSubmission, 'contest'>, now: Date): boolean {
  return contest !== null && (now < endOf(contest) || isHidden(contest, now));
}

/** Its author alone hands it around. */
export function mayShare(caller: Asker, submission: Pick<SubmissionRow, 'accountId'>): boolean {
  return caller !== null && submission.accountId === caller.id;
}

export function mayUnshare(caller: Asker, submission: Pick<SubmissionRow, 'accountId'>): boolean {
  return caller !== null && (maySeeAllSubmissions(caller.role) || submission.accountId === caller.id);
}

/** Hashed, so that the time it takes tells nothing of how much is right. */
function sameToken(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(a), hash(b));
}
