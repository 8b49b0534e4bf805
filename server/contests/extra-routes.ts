/** What the jury does besides: where participants may submit from, and the system test. */
import { inTransaction } from '#database/connect.js';
import { changeAddress, selectParticipantIds } from '#database/participants.js';
import { ApiError, notFound } from '../http/errors.js';
import { recordInTransaction } from '../http/idempotency.js';
import type { Routes } from '../http/routes.js';
import type { Services } from '../services.js';
import { editableContest } from './find.js';
import { presentParticipant } from './present.js';
import { startSystemTest } from './pretests.js';

export function contestExtraRoutes(routes: Routes, { db }: Services): void {
  routes.route('startSystemTest', async ({ caller, params, response }) => {
    const { full } = await editableContest(db, caller, params.slug);
    return startSystemTest(db, caller, full, (tx, answer) => recordInTransaction(response, tx, answer));
  });

  routes.route('changeParticipantAddress', async ({ caller, params, body }) => {
    const { full } = await editableContest(db, caller, params.slug);
    const participant = await changeAddress(db, full.contest.id, params.id, body);
    if (participant === null) throw notFound('participant');
    return presentParticipant({ participant, members: [] }, caller, true);
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
}
