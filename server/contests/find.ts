/** The contest that a request names, with what the caller is in it. */
import type { Database } from '#database/connect.js';
import { selectOptionalContest, type FullContest } from '#database/contests.js';
import { selectOptionalParticipant, type ParticipantRow } from '#database/participants.js';
import type { Caller } from '../http/caller.js';
import { ApiError, notFound } from '../http/errors.js';
import { mayDeliver, mayEditContest, maySeeContest, sameCode } from './policy.js';

export interface SeenContest {
  full: FullContest;
  mine: ParticipantRow | null;
}

/** Null: there is none that the caller may see. */
export async function findContest(db: Database, caller: Pick<Caller, 'id' | 'role'> | null, slug: string): Promise<SeenContest | null> {
  const full = await selectOptionalContest(db, slug);
  if (full === null) return null;
  const mine = caller === null ? null : await selectOptionalParticipant(db, full.contest.id, caller.id);
  return maySeeContest(caller, full.contest, mine) ? { full, mine } : null;
}

/** For registration: a code opens a private contest to whoever has it. @throws ApiError `not-found` */
export async function openContest(db: Database, caller: Caller, slug: string, code: string | undefined): Promise<SeenContest> {
  const found = await findContest(db, caller, slug);
  if (found !== null) return found;
  const full = await selectOptionalContest(db, slug);
  if (full === null || full.contest.registration !== 'code' || !sameCode(code, full.contest.code)) throw notFound('contest');
  return { full, mine: null };
}

/** @throws ApiError `not-found` */
export async function seenContest(db: Database, caller: Caller | null, slug: string): Promise<SeenContest> {
  const found = await findContest(db, caller, slug);
  if (found === null) throw notFound('contest');
  return found;
}

/** @throws ApiError `not-found`, `forbidden` */
export async function editableContest(db: Database, caller: Caller, slug: string): Promise<SeenContest> {
  const found = await seenContest(db, caller, slug);
  if (!mayEditContest(caller, found.full.contest)) throw new ApiError('forbidden', 'Only its jury and admins may do this with a contest.');
  return found;
}

/** For balloons and prints. @throws ApiError `not-found`, `forbidden` */
export async function deliveredContest(db: Database, caller: Caller, slug: string): Promise<SeenContest> {
  const found = await seenContest(db, caller, slug);
  if (!mayDeliver(caller, found.full.contest, found.mine)) throw new ApiError('forbidden', 'Only the jury and the runners of a contest may do this.');
  return found;
}
