/** Puts somebody into a contest: people themselves, or staff others and teams. */
import type { NewRegistration, Participant } from '#contract/contest.js';
import { inTransaction, type Database } from '#database/connect.js';
import { insertParticipant, selectAccountIds } from '#database/participants.js';
import type { Caller } from '../http/caller.js';
import { ApiError } from '../http/errors.js';
import type { SeenContest } from './find.js';
import { mayEditContest, sameCode } from './policy.js';
import { presentParticipant } from './present.js';
import { endOf } from './times.js';

export async function register(db: Database, caller: Caller, { full: { contest }, mine }: SeenContest, wanted: NewRegistration): Promise<Participant> {
  const jury = mayEditContest(caller, contest);
  const forOthers = wanted.username !== undefined || wanted.members !== undefined;
  if (!jury && (forOthers || wanted.unofficial !== undefined || wanted.hidden !== undefined || wanted.seat !== undefined || wanted.networks !== undefined)) throw new ApiError('forbidden', 'Only the jury may register others, give seats, and say who is out of competition.');
  if (!forOthers) {
    if (mine !== null) throw new ApiError('conflict', 'You take part already.');
    if (new Date() >= endOf(contest)) throw new ApiError('conflict', 'The contest is over.');
    if (!jury && contest.registration === 'list') throw new ApiError('forbidden', 'Participants of this contest are registered by its jury.');
    if (!jury && contest.registration === 'code' && !sameCode(wanted.code, contest.code)) throw new ApiError('forbidden', 'This is not the code of the contest.', [{ path: 'code', message: 'Ask your instructor for the code' }]);
  }
  const usernames = [...new Set([...(wanted.username === undefined ? [] : [wanted.username]), ...(wanted.members ?? [])].map((name) => name.toLowerCase()))];
  const known = await selectAccountIds(db, usernames);
  const missing = usernames.filter((name) => !known.has(name));
  if (missing.length > 0) throw new ApiError('validation-failed', `There is no account ${missing.join(', ')}.`, [{ path: wanted.username === undefined ? 'members' : 'username', message: `There is no account ${missing.join(', ')}` }]);
  const accountIds = forOthers ? [...known.values()] : [caller.id];
  const name = wanted.team ?? wanted.username ?? (forOthers ? (usernames[0] ?? '') : caller.username);
  const { affiliation = null, group = null, unofficial = false, hidden = false, seat = null, networks = null } = wanted;
  if (accountIds.some((id) => contest.runnerIds.includes(id))) throw new ApiError('conflict', 'Who delivers balloons and prints of a contest cannot take part in it.');
  const inserted = await inTransaction(db, async (tx) => {
    const made = await insertParticipant(tx, { contestId: contest.id, name, affiliation, group, unofficial, hidden, seat, networks, accountIds });
    if (made === 'taken') throw new ApiError('conflict', `Somebody called ${name} takes part already.`, [{ path: 'team', message: 'Choose another name' }]);
    if (made === 'registered') throw new ApiError('conflict', 'One of them takes part already.');
    return made;
  });
  return presentParticipant({ participant: inserted, members: forOthers ? usernames : [caller.username] }, caller, jury);
}
