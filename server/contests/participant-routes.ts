/** What the jury changes of those who take part, over HTTP: who and what they are, from where they submit, and whether they stay. */
import type { ParticipantChange } from '#contract/contest.js';
import { inTransaction, isUniqueViolation } from '#database/connect.js';
import { changeAddress, changeParticipant, deleteParticipant, selectAccountIds, selectOptionalWithMembers, selectParticipantIds, type ParticipantPatch } from '#database/participants.js';
import { ApiError, notFound } from '../http/errors.js';
import type { Routes } from '../http/routes.js';
import type { Services } from '../services.js';
import { editableContest, type SeenContest } from './find.js';
import { presentParticipant } from './present.js';

export function participantRoutes(routes: Routes, { db }: Services): void {
  routes.route('changeParticipant', async ({ caller, params, body }) => {
    const { full } = await editableContest(db, caller, params.slug);
    const change = await patchOf(full, body);
    // Asked first, and told by the database where two are given the same name at once.
    const taken = () => new ApiError('conflict', 'Somebody of that name takes part already.', [{ path: 'name', message: 'Choose another name' }]);
    return inTransaction(db, async (tx) => {
      const changed = await changeParticipant(tx, full.contest.id, params.id, change);
      if (changed === 'taken') throw taken();
      if (changed === 'registered') throw new ApiError('conflict', 'One of them takes part already.', [{ path: 'members', message: 'One of them takes part already' }]);
      if (changed === null) throw notFound('participant');
      return presentParticipant(changed, caller, true);
    }).catch((error: unknown) => Promise.reject(isUniqueViolation(error, 'participants_name') ? taken() : (error as Error)));
  });

  routes.route('removeParticipant', async ({ caller, params }) => {
    const { full } = await editableContest(db, caller, params.slug);
    await inTransaction(db, async (tx) => {
      const removed = await deleteParticipant(tx, full.contest.id, params.id);
      if (removed === 'submitted') throw new ApiError('conflict', 'They have submitted in this contest. Disqualify them instead: what they have submitted stays.');
      if (removed === 'gone') throw notFound('participant');
    });
  });

  routes.route('changeParticipantAddress', async ({ caller, params, body }) => {
    const { full } = await editableContest(db, caller, params.slug);
    const changed = (await changeAddress(db, full.contest.id, params.id, body)) ? await selectOptionalWithMembers(db, full.contest.id, params.id) : null;
    if (changed === null) throw notFound('participant');
    return presentParticipant(changed, caller, true);
  });

  routes.route('importNetworks', async ({ caller, params, body: { items } }) => {
    const { full } = await editableContest(db, caller, params.slug);
    const keyOf = (name: string) => name.trim().toLowerCase();
    return inTransaction(db, async (tx) => {
      const ids = await selectParticipantIds(tx, full.contest.id, items.map(({ participant }) => keyOf(participant)));
      const unknown = items.flatMap(({ participant }, at) => (ids.has(keyOf(participant)) ? [] : [{ path: `items.${at}.participant`, message: `${participant} does not take part` }]));
      if (unknown.length > 0) throw new ApiError('validation-failed', `${unknown.length} of these do not take part.`, unknown.slice(0, 100));
      for (const { participant, networks } of items) await changeAddress(tx, full.contest.id, ids.get(keyOf(participant))!, { networks });
      return { changed: items.length };
    });
  });

  /** @throws ApiError `validation-failed` where there is no such account, `conflict` where it is a runner's */
  async function patchOf({ contest }: SeenContest['full'], { members, ...fields }: ParticipantChange): Promise<ParticipantPatch> {
    const patch = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    if (members === undefined) return patch;
    const usernames = [...new Set(members.map((name) => name.toLowerCase()))];
    const known = await selectAccountIds(db, usernames);
    const missing = usernames.filter((name) => !known.has(name)).join(', ');
    if (missing !== '') throw new ApiError('validation-failed', `There is no account ${missing}.`, [{ path: 'members', message: `There is no account ${missing}` }]);
    const accountIds = [...known.values()];
    if (accountIds.some((id) => contest.runnerIds.includes(id))) throw new ApiError('conflict', 'Who delivers balloons and prints of a contest cannot take part in it.', [{ path: 'members', message: 'One of them delivers balloons and prints' }]);
    return { ...patch, accountIds };
  }
}
