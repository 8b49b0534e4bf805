/** The problem that a request names, where its caller may see it. */
import type { Database } from '#database/connect.js';
import { seesInContest } from '#database/participants.js';
import { selectOptionalProblem, type ProblemAndVersion } from '#database/problems.js';
import type { Caller } from '../http/caller.js';
import { notFound } from '../http/errors.js';
import { maySeeProblem } from './policy.js';

/** By its own visibility, or by taking part in a contest that has begun. @throws ApiError `not-found` */
export async function seenProblem(db: Database, caller: Pick<Caller, 'id' | 'role'> | null, slug: string): Promise<ProblemAndVersion> {
  const found = await selectOptionalProblem(db, slug);
  if (found === null) throw notFound('problem');
  if (maySeeProblem(caller, found.problem)) return found;
  if (caller !== null && (await seesInContest(db, caller.id, found.problem.id))) return found;
  throw notFound('problem');
}
