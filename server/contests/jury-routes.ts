/** What the jury of a contest watches while it runs, and who is of it, over HTTP. */
import { inTransaction } from '#database/connect.js';
import { listHelpers, setHelper } from '#database/contest-helpers.js';
import { listJurySubmissions } from '#database/jury.js';
import { selectOptionalParticipant } from '#database/participants.js';
import { selectOptionalAccountByLogin } from '#database/accounts.js';
import { ApiError, notFound } from '../http/errors.js';
import type { Routes } from '../http/routes.js';
import type { Services } from '../services.js';
import { editableContest } from './find.js';
import { juryOverviews, presentJurySubmission } from './jury.js';

export function juryRoutes(routes: Routes, { db }: Services): void {
  const overviewOf = juryOverviews(db);

  routes.route('getJuryOverview', async ({ caller, params }) => {
    const { full } = await editableContest(db, caller, params.slug);
    return overviewOf(full);
  });

  routes.route('listJurySubmissions', async ({ caller, params, query }) => {
    const { full: { contest, problems } } = await editableContest(db, caller, params.slug);
    const { cursor, limit, label, participant, ...filter } = query;
    const problem = label === undefined ? undefined : problems.find((each) => each.label === label);
    if (label !== undefined && problem === undefined) throw new ApiError('validation-failed', 'There is no such problem in the contest.', [{ path: 'label', message: 'There is no such problem in the contest' }]);
    const { items, nextCursor } = await listJurySubmissions(db, contest.id, { ...filter, problemId: problem?.problemId, participant }, { cursor, limit });
    return { items: items.map(presentJurySubmission), nextCursor };
  });

  routes.route('listHelpers', async ({ caller, params }) => {
    const { full } = await editableContest(db, caller, params.slug);
    return { items: await listHelpers(db, full.contest) };
  });

  routes.route('addHelper', async ({ caller, params, body }) => {
    const { full: { contest } } = await editableContest(db, caller, params.slug);
    const account = await selectOptionalAccountByLogin(db, params.username);
    const refuse = (message: string) => new ApiError('validation-failed', `${message}.`, [{ path: 'username', message }]);
    if (account === null) throw refuse('There is no such account');
    if (body.part === 'jury' && account.role === 'student') throw refuse('Only instructors and admins can be of the jury');
    if (account.id === contest.ownerId) throw refuse('The contest is theirs');
    if (body.part === 'runner' && (await selectOptionalParticipant(db, contest.id, account.id)) !== null) throw new ApiError('conflict', 'They take part in the contest, so they cannot deliver what others get.', [{ path: 'username', message: 'They take part in the contest' }]);
    await inTransaction(db, (tx) => setHelper(tx, contest.id, account.id, body.part));
  });

  routes.route('removeHelper', async ({ caller, params }) => {
    const { full: { contest } } = await editableContest(db, caller, params.slug);
    const account = await selectOptionalAccountByLogin(db, params.username);
    if (account === null || ![...contest.juryIds, ...contest.runnerIds].includes(account.id)) throw notFound('person');
    await inTransaction(db, (tx) => setHelper(tx, contest.id, account.id, null));
  });
}
