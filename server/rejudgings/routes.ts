import { MOST_REJUDGED, type RejudgingChoice } from '#contract/rejudging.js';
import { inTransaction } from '#database/connect.js';
import { listRejudged } from '#database/rejudging-diff.js';
import { listRejudgings, selectOptionalRejudging, selectRejudgingCounts } from '#database/rejudging-list.js';
import { applyRejudging, cancelRejudging, countChosen, createRejudging, type NotEnded } from '#database/rejudgings.js';
import { ApiError, notFound } from '../http/errors.js';
import { recordInTransaction } from '../http/idempotency.js';
import type { Routes } from '../http/routes.js';
import type { Services } from '../services.js';
import { choose, refusal } from './choose.js';
import { presentRejudging, presentRejudgingSummary } from './present.js';
import { rejudgedStandings } from './standings.js';

export function rejudgingRoutes(routes: Routes, { db }: Services): void {
  routes.route('previewRejudging', async ({ caller, body }) => {
    const { chosen, version } = await choose(db, caller, body);
    return { ...(await countChosen(db, chosen)), version: version?.number ?? null };
  });

  routes.route('createRejudging', async ({ caller, body, response }) => {
    const { chosen, version } = await choose(db, caller, body);
    return inTransaction(db, async (tx) => {
      const { submissions } = await countChosen(tx, chosen);
      if (submissions > MOST_REJUDGED) throw refusal(named(body), `${submissions} submissions fit, and ${MOST_REJUDGED} at most are judged again as one. Choose some by language, verdict or time, one part after the other`);
      const id = await createRejudging(tx, { chosen, versionId: version?.id ?? null, reason: body.reason, createdBy: caller.id });
      if (id === null) throw refusal(named(body), 'No submission fits');
      await recordInTransaction(response, tx, { id });
      return { id };
    });
  });

  routes.route('listRejudgings', async ({ query }) => {
    const { items, nextCursor } = await listRejudgings(db, { problem: query.problem }, query);
    const counts = await selectRejudgingCounts(db, items.map(({ rejudging }) => rejudging.id));
    return { items: items.map((item) => presentRejudgingSummary(item, counts.get(item.rejudging.id))), nextCursor };
  });

  routes.route('getRejudging', async ({ params }) => presentRejudging(db, await present(params.id)));

  routes.route('listRejudgedSubmissions', async ({ params, query }) => {
    const { rejudging } = await present(params.id);
    return listRejudged(db, rejudging.id, query.show, query);
  });

  routes.route('getRejudgedStandings', async ({ params }) => ({ items: await rejudgedStandings(db, (await present(params.id)).rejudging.id) }));

  routes.route('applyRejudging', async ({ caller, params }) => {
    const applied = await applyRejudging(db, params.id, caller.id);
    if (typeof applied === 'string') throw notEnded(applied);
    return applied;
  });

  routes.route('cancelRejudging', async ({ caller, params }) => {
    const refused = await cancelRejudging(db, params.id, caller.id);
    if (refused !== null) throw notEnded(refused);
  });

  async function present(id: string) {
    const found = await selectOptionalRejudging(db, id);
    if (found === null) throw notFound('rejudging');
    return found;
  }
}

/** By what the submissions were chosen. */
const named = ({ problem, contest }: RejudgingChoice) => (problem !== undefined ? 'problem' : contest !== undefined ? 'contest' : 'submissions');

function notEnded(why: NotEnded): ApiError {
  switch (why) {
    case 'missing':
      return notFound('rejudging');
    case 'running':
      return new ApiError('conflict', 'Not everything is judged yet. Wait for the rest, or cancel it.');
    case 'applied':
      return new ApiError('conflict', 'This rejudging is applied already.');
    case 'cancelled':
      return new ApiError('conflict', 'This rejudging was cancelled.');
  }
}
