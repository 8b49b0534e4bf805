/** Who may see what of a submission. Used by HTTP and by sockets. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { SubmissionRow } from '#database/submissions.js';
import { maySeeAllSubmissions } from '../accounts/policy.js';
import type { Caller } from '../http/caller.js';

/** How somebody looks at a submission; null: not at all. `owner`: as its author does, or somebody of the team that it was made for; `shared`: by its link, which shows the same. */
export type SubmissionView = 'owner' | 'staff' | 'shared' | null;

type Asker = Pick<Caller, 'id' | 'role'> | null;

/** `team`: accounts of whom it was made for in a contest; `share`: the token that the caller has of a link. */
export function viewOf(caller: Asker, { submission, team }: { submission: Pick<SubmissionRow, 'accountId' | 'shareToken'>; team: readonly string[] }, share?: string): SubmissionView {
  if (caller === null) return null;
  if (maySeeAllSubmissions(caller.role)) return 'staff';
  if (submission.accountId === caller.id || team.includes(caller.id)) return 'owner';
  return share !== undefined && submission.shareToken !== null && sameToken(share, submission.shareToken) ? 'shared' : null;
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
