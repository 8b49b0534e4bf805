/** Somebody takes their registration back. */
import { inTransaction, type Database } from '#database/connect.js';
import { leaveParticipant, selectOptionalParticipantLocked } from '#database/participants.js';
import type { Caller } from '../http/caller.js';
import { ApiError } from '../http/errors.js';
import type { SeenContest } from './find.js';
import { withdrawalRefusal } from './policy.js';

/** @throws ApiError `not-found` where they are not in it, `conflict` where it has begun for them, or the jury has to do it */
export async function withdraw(db: Database, caller: Caller, { full: { contest } }: SeenContest): Promise<void> {
  await inTransaction(db, async (tx) => {
    const mine = await selectOptionalParticipantLocked(tx, contest.id, caller.id);
    if (mine === null) throw new ApiError('not-found', 'You do not take part in this contest.');
    const refused = withdrawalRefusal(contest, mine, new Date());
    if (refused !== null) throw new ApiError('conflict', refused);
    if ((await leaveParticipant(tx, mine, caller.id)) === 'submitted') throw new ApiError('conflict', 'You have submitted in this contest: only its jury takes you out of it.');
  });
}
