import { inTransaction } from '#database/connect.js';
import { listSubmissions, rejudgeSubmission, selectOptionalSubmission } from '#database/submissions.js';
import { maySeeAllSubmissions } from '../accounts/policy.js';
import { ApiError, notFound } from '../http/errors.js';
import { recordInTransaction } from '../http/idempotency.js';
import type { Routes } from '../http/routes.js';
import type { Services } from '../services.js';
import { viewOf } from './policy.js';
import { presentSubmission, presentSummary } from './present.js';
import { submit } from './submit.js';

export function submissionRoutes(routes: Routes, services: Services): void {
  const { db } = services;

  routes.route('createSubmission', ({ caller, body, response }) => submit(services, caller, body, (tx, answer) => recordInTransaction(response, tx, answer)));

  routes.route('getSubmission', async ({ caller, params }) => {
    const found = await selectOptionalSubmission(db, params.id);
    const view = found && viewOf(caller, found.submission);
    if (!found || !view) throw notFound('submission');
    return presentSubmission(db, found, view);
  });

  routes.route('listSubmissions', async ({ caller, query }) => {
    const { cursor, limit, problem, user, language, verdict, state, contest } = query;
    if (contest !== undefined) throw new ApiError('validation-failed', 'There is no such contest.', [{ path: 'contest', message: 'There is no such contest' }]);
    // Somebody else's are not refused but not there: the answer tells nothing of who has submitted.
    const accountId = maySeeAllSubmissions(caller.role) ? undefined : caller.id;
    const { items, nextCursor } = await listSubmissions(db, { accountId, username: user, problemSlug: problem, language, verdict, state }, { cursor, limit });
    return { items: items.map(presentSummary), nextCursor };
  });

  routes.route('rejudgeSubmission', async ({ params }) => {
    const judgingId = await inTransaction(db, (tx) => rejudgeSubmission(tx, params.id));
    if (judgingId === null) throw notFound('submission');
    return { id: params.id };
  });
}
