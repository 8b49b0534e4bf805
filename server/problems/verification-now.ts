/** How far a verification is, for whoever watches it. */
import type { VerificationSummary } from '#contract/problem.js';
import type { Database } from '#database/connect.js';
import { selectOptionalProblem } from '#database/problems.js';
import { selectOptionalListed } from '#database/verification-list.js';
import type { Caller } from '../http/caller.js';
import { mayEditProblem } from './policy.js';
import { verificationSummaries } from './verification-summary.js';

const summariesOf = verificationSummaries();

/** Null: there is none, or the caller may not know of it. `whoever watches`: who was asked before. */
export async function verificationNow(db: Database, id: string, caller: Caller | null | 'whoever watches'): Promise<VerificationSummary | null> {
  const listed = await selectOptionalListed(db, id);
  if (listed === null) return null;
  if (caller !== 'whoever watches') {
    const found = await selectOptionalProblem(db, listed.problem);
    if (found === null || !mayEditProblem(caller, found.problem)) return null;
  }
  return (await summariesOf(db, [listed])).get(listed.id) ?? null;
}
