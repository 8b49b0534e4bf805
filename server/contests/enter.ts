/** In which contest a submission counts. */
import type { Database } from '#database/connect.js';
import { selectOpenContests } from '#database/participants.js';
import type { Caller } from '../http/caller.js';
import { ApiError } from '../http/errors.js';
import { findContest } from './find.js';
import { isOpenFor } from './times.js';

/**
 * The one that is named; else one that is running for the caller and has the problem, so that nobody tries a program outside of the
 * contest first. Undefined: none.
 * @throws ApiError `validation-failed` where there is no such contest or the problem is not in it, `forbidden`, `conflict`
 */
export async function contestOf(db: Database, caller: Caller, slug: string | undefined, problem: { id: string }): Promise<{ contestId: string; participantId: string } | undefined> {
  if (slug === undefined) return (await selectOpenContests(db, caller.id, problem.id))[0];
  const found = await findContest(db, caller, slug);
  const refuse = (message: string) => new ApiError('validation-failed', `${message}.`, [{ path: 'contest', message }]);
  if (found === null) throw refuse('There is no such contest');
  const { full: { contest, problems }, mine } = found;
  if (!problems.some(({ problemId }) => problemId === problem.id)) throw refuse('The problem is not in this contest');
  if (mine === null) throw new ApiError('forbidden', 'Register in the contest first.');
  if (!isOpenFor(contest, mine.startedAt, new Date())) throw new ApiError('conflict', new Date() < contest.startsAt ? 'The contest has not begun.' : 'The contest is not running for you: start it, or submit outside of it when it is over.');
  return { contestId: contest.id, participantId: mine.id };
}
