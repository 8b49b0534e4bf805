/** In which contest a submission counts. */
import type { Database, Transaction } from '#database/connect.js';
import { bindAddress, selectOpenContests, type OpenContest } from '#database/participants.js';
import { selectOptionalOpenRun } from '#database/virtual-runs.js';
import type { Caller } from '../http/caller.js';
import { ApiError } from '../http/errors.js';
import { addressRefusal, boundElsewhere, seatOf } from './address.js';
import { findContest } from './find.js';
import { isOpenFor } from './times.js';

/** Where a submission counts, and from which address it comes. */
export interface Entered extends OpenContest {
  from: string;
}

/**
 * The one that is named; else one that is running for the caller and has the problem, so that nobody tries a program outside of the
 * contest first. Undefined: none.
 * @throws ApiError `validation-failed` where there is no such contest or the problem is not in it, `forbidden`, `conflict`
 */
export async function contestOf(db: Database, caller: Caller, slug: string | undefined, problem: { id: string }, from: string): Promise<Entered | undefined> {
  const open = slug === undefined ? (await selectOpenContests(db, caller.id, problem.id))[0] : await named(db, caller, slug, problem);
  if (open === undefined) return undefined;
  // Nor do they go on outside of the contest while it runs, where what they see would be of use to others.
  if (open.participant.disqualifiedAt !== null) throw new ApiError('forbidden', 'You are disqualified in this contest. Ask its jury.');
  refuseAddress(open, from);
  return { ...open, from };
}

/** The virtual run that it is of, where it is in no contest. Null: none; it is practice. */
export async function virtualRunOf(db: Database, caller: Caller, slug: string | undefined, problem: { id: string }): Promise<string | null> {
  const contest = slug === undefined ? undefined : (await findContest(db, caller, slug))?.full.contest.id;
  return slug !== undefined && contest === undefined ? null : ((await selectOptionalOpenRun(db, caller.id, problem.id, contest))?.id ?? null);
}

/** @throws ApiError `forbidden` */
export function refuseAddress({ contest, participant }: OpenContest, from: string): void {
  const refused = addressRefusal({ ...contest, participant }, from);
  if (refused !== null) throw new ApiError('forbidden', refused);
}

/** With the first submission. @throws ApiError `forbidden` where another one was faster, from elsewhere */
export async function bindToAddress(tx: Transaction, { contest, participant, from }: Entered): Promise<void> {
  if (!contest.bindsAddress || participant.address !== null) return;
  const bound = await bindAddress(tx, participant.id, seatOf(from));
  if (bound !== seatOf(from)) throw new ApiError('forbidden', boundElsewhere(bound, from));
}

async function named(db: Database, caller: Caller, slug: string, problem: { id: string }): Promise<OpenContest> {
  const found = await findContest(db, caller, slug);
  const refuse = (message: string) => new ApiError('validation-failed', `${message}.`, [{ path: 'contest', message }]);
  if (found === null) throw refuse('There is no such contest');
  const { full: { contest, problems }, mine } = found;
  if (mine === null) throw new ApiError('forbidden', 'Register in the contest first.');
  if (!isOpenFor(contest, mine.startedAt, new Date())) throw new ApiError('conflict', new Date() < contest.startsAt ? 'The contest has not begun.' : 'The contest is not running for you: start it, or submit outside of it when it is over.');
  // Last: which problems a contest has is told to nobody before it has begun for them.
  if (!problems.some(({ problemId }) => problemId === problem.id)) throw refuse('The problem is not in this contest');
  return { contest, participant: mine };
}
