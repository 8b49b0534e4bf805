import { randomBytes } from 'node:crypto';
import { inTransaction } from '#database/connect.js';
import { listJudgings, listSubmissions, rejudgeSubmission, selectOptionalSubmission, shareSubmission, unshareSubmission, type FullSubmission } from '#database/submissions.js';
import { maySeeAllSubmissions } from '../accounts/policy.js';
import { findContest } from '../contests/find.js';
import type { Caller } from '../http/caller.js';
import { ApiError, notFound } from '../http/errors.js';
import { recordInTransaction } from '../http/idempotency.js';
import type { Routes } from '../http/routes.js';
import type { Services } from '../services.js';
import { linkedViewOf, mayShare, mayUnshare, viewOf } from './policy.js';
import { presentJudging, presentSubmission, presentSummary } from './present.js';
import { submit } from './submit.js';

const SHARE_TOKEN_BYTES = 16;
const MOST_JUDGINGS = 20;

export function submissionRoutes(routes: Routes, services: Services): void {
  const { db } = services;

  routes.route('createSubmission', ({ caller, body, request, response }) => submit(services, caller, body, request.ip ?? '', (tx, answer) => recordInTransaction(response, tx, answer)));

  routes.route('getSubmission', async ({ caller, params, query }) => {
    const found = await selectOptionalSubmission(db, params.id);
    const view = found && linkedViewOf(caller, found, query.share, new Date());
    if (!found || !view) throw notFound('submission');
    return presentSubmission(db, found, view);
  });

  routes.route('listSubmissions', async ({ caller, query }) => {
    const { cursor, limit, problem, user, language, verdict, state, contest, since, until } = query;
    const inContest = contest === undefined ? undefined : await findContest(db, caller, contest);
    if (inContest === null) throw new ApiError('validation-failed', 'There is no such contest.', [{ path: 'contest', message: 'There is no such contest' }]);
    // Those of others are not refused but not there: the answer tells nothing of who has submitted.
    const accountId = maySeeAllSubmissions(caller.role) ? undefined : caller.id;
    const { items, nextCursor } = await listSubmissions(db, { accountId, contestId: inContest?.full.contest.id, username: user, problemSlug: problem, language, verdict, state, since: since === undefined ? undefined : new Date(since), until: until === undefined ? undefined : new Date(until) }, { cursor, limit });
    return { items: items.map((item) => presentSummary(item, accountId === undefined ? 'staff' : 'owner')), nextCursor };
  });

  routes.route('shareSubmission', async ({ caller, params }) => {
    const { submission } = await visible(caller, params.id);
    if (!mayShare(caller, submission)) throw new ApiError('forbidden', 'Only its owner may share a submission.');
    return { token: await shareSubmission(db, submission.id, randomBytes(SHARE_TOKEN_BYTES).toString('base64url')) };
  });

  routes.route('unshareSubmission', async ({ caller, params }) => {
    const { submission } = await visible(caller, params.id);
    if (!mayUnshare(caller, submission)) throw new ApiError('forbidden', 'Only its owner and staff may take the link back.');
    await unshareSubmission(db, submission.id);
  });

  routes.route('listJudgings', async ({ caller, params }) => {
    const { submission } = await visible(caller, params.id);
    return { items: (await listJudgings(db, submission.id, MOST_JUDGINGS)).map(presentJudging) };
  });

  async function visible(caller: Caller, id: string): Promise<FullSubmission> {
    const found = await selectOptionalSubmission(db, id);
    if (!found || !viewOf(caller, found)) throw notFound('submission');
    return found;
  }

  routes.route('rejudgeSubmission', async ({ params, response }) => {
    const answer = { id: params.id };
    await inTransaction(db, async (tx) => {
      if ((await rejudgeSubmission(tx, params.id)) === null) throw notFound('submission');
      await recordInTransaction(response, tx, answer);
    });
    return answer;
  });
}
