/** Contests over HTTP. */
import { selectOptionalAccount } from '#database/accounts.js';
import { answerClarification, insertClarification, listClarifications } from '#database/clarifications.js';
import { inTransaction } from '#database/connect.js';
import { deleteContest, listContests } from '#database/contests.js';
import { listParticipantPage, selectOptionalWithMembers, startParticipant } from '#database/participants.js';
import { selectRatingChanges } from '#database/ratings.js';
import { isStaff, type Caller } from '../http/caller.js';
import { ApiError, notFound } from '../http/errors.js';
import type { Routes } from '../http/routes.js';
import type { Services } from '../services.js';
import { editableContest, openContest, seenContest, type SeenContest } from './find.js';
import { boardView, mayEditContest, maySeeProblemList, shownProblems } from './policy.js';
import { refuseAddress } from './enter.js';
import { presentClarification, presentContest, presentListedContest, presentParticipant } from './present.js';
import { ownResults } from './own-results.js';
import { register } from './register.js';
import { createContest, patchContest } from './set-up.js';
import { endOf, freezeOf } from './times.js';
import { withdraw } from './withdraw.js';

export function contestRoutes(routes: Routes, { db, boards }: Services): void {
  routes.route('listContests', async ({ caller, query }) => {
    const { cursor, limit, registered, ...filter } = query;
    const { items, nextCursor } = await listContests(db, { accountId: caller?.id ?? null, seesPrivate: isStaff(caller) }, { ...filter, registered: registered !== undefined }, { cursor, limit });
    const now = new Date();
    return { items: items.map((item) => presentListedContest(item, now)), nextCursor, now: now.toISOString() };
  });

  routes.route('createContest', ({ caller, body }) => createContest(db, caller, body));

  routes.route('getContest', async ({ caller, params }) => show(caller, await seenContest(db, caller, params.slug)));

  routes.route('changeContest', async ({ caller, params, body }) => {
    const { full } = await editableContest(db, caller, params.slug);
    await patchContest(db, full, body);
    return show(caller, await seenContest(db, caller, params.slug));
  });

  routes.route('deleteContest', async ({ caller, params }) => {
    const { full } = await editableContest(db, caller, params.slug);
    if (!(await deleteContest(db, full.contest.id))) throw new ApiError('conflict', 'People have submitted in this contest. Make it private instead.');
  });

  routes.route('registerInContest', async ({ caller, params, body }) => register(db, caller, await openContest(db, caller, params.slug, body.code), body));

  routes.route('withdrawFromContest', async ({ caller, params }) => withdraw(db, caller, await seenContest(db, caller, params.slug)));

  routes.route('listParticipants', async ({ caller, params, query: { search, cursor, limit } }) => {
    const { full: { contest } } = await seenContest(db, caller, params.slug);
    const edits = mayEditContest(caller, contest);
    const { items, nextCursor, total } = await listParticipantPage(db, contest.id, { text: search, hidden: isStaff(caller), places: edits }, { cursor, limit });
    const changes = await selectRatingChanges(db, contest.id, items.map(({ participant }) => participant.id));
    return { nextCursor, total, items: items.map((each) => {
      const rating = changes.get(each.participant.id);
      return { ...presentParticipant(each, caller, edits), ...(rating === undefined ? {} : { rating }) };
    }) };
  });

  routes.route('startContest', async ({ caller, params, request }) => {
    const seen = await seenContest(db, caller, params.slug);
    const { may } = await show(caller, seen);
    if (seen.mine === null || !may.start) throw new ApiError('conflict', 'Your time cannot begin now: it has begun already, or the contest is not open.');
    const { mine } = seen;
    refuseAddress({ contest: seen.full.contest, participant: mine }, request.ip ?? '');
    await inTransaction(db, (tx) => startParticipant(tx, mine));
    return show(caller, await seenContest(db, caller, params.slug));
  });

  routes.route('getScoreboard', async ({ caller, params, query }) => {
    const { full, mine } = await seenContest(db, caller, params.slug);
    const view = query.public === true ? 'public' : boardView(caller, mine);
    const now = new Date();
    const packed = await boards.pack(full.contest.id, view, shownProblems(query.public === true ? null : caller, full.contest, mine, now, now >= endOf(full.contest)));
    if (packed === null) throw notFound('contest');
    return packed;
  });

  routes.route('getStandingsHistory', async ({ caller, params, query }) => {
    const { full, mine } = await seenContest(db, caller, params.slug);
    const history = await boards.history(full.contest.id, query.public === true ? 'public' : boardView(caller, mine), params.participant);
    if (history === null) throw notFound('participant');
    return history;
  });

  routes.route('getResolution', async ({ caller, params }) => {
    const { full, mine } = await seenContest(db, caller, params.slug);
    if (boardView(caller, mine) !== 'jury') throw new ApiError('forbidden', 'Only the jury may unveil what a freeze hides.');
    if (freezeOf(full.contest) === null || new Date() < endOf(full.contest)) throw new ApiError('conflict', 'There is something to unveil only when a contest with a freeze has ended.');
    const resolution = await boards.resolution(full.contest.id);
    if (resolution === null) throw notFound('contest');
    return resolution;
  });

  routes.route('listClarifications', async ({ caller, params }) => {
    const { full, mine } = await seenContest(db, caller, params.slug);
    const jury = boardView(caller, mine) === 'jury';
    const now = new Date();
    const rows = await listClarifications(db, full.contest.id, jury ? {} : { participantId: mine?.id ?? null, problems: maySeeProblemList(caller, full.contest, mine, now, now >= endOf(full.contest)) });
    return { items: rows.map((row) => presentClarification(row, jury || row.clarification.participantId === mine?.id)) };
  });

  routes.route('createClarification', async ({ caller, params, body }) => {
    const { full, mine } = await seenContest(db, caller, params.slug);
    if (mine === null && body.announcement === undefined) throw new ApiError('forbidden', 'Only who takes part may ask.');
    if (body.announcement !== undefined) await editableContest(db, caller, params.slug);
    const now = new Date();
    if (body.question !== undefined && now >= endOf(full.contest)) throw new ApiError('conflict', 'The contest is over: nothing is asked any more.');
    // Of problems that they may not see yet they do not learn by asking either.
    const known = maySeeProblemList(caller, full.contest, mine, now, now >= endOf(full.contest)) ? full.problems : [];
    const problem = body.problem === undefined || body.problem === null ? null : known.find(({ label }) => label === body.problem);
    if (problem === undefined) throw new ApiError('validation-failed', 'There is no such problem in the contest.', [{ path: 'problem', message: 'There is no such problem in the contest' }]);
    const about = { contestId: full.contest.id, problemId: problem?.problemId ?? null };
    if (body.announcement !== undefined) {
      const answer = body.announcement;
      return { id: await inTransaction(db, (tx) => insertClarification(tx, { ...about, answer, toAll: true, answeredBy: caller.id, answeredAt: new Date() })) };
    }
    return { id: await inTransaction(db, (tx) => insertClarification(tx, { ...about, participantId: mine?.id ?? null, question: body.question ?? '' })) };
  });

  routes.route('answerClarification', async ({ caller, params, body }) => {
    const { full } = await editableContest(db, caller, params.slug);
    const { instead, ...answer } = body;
    const answered = await inTransaction(db, (tx) => answerClarification(tx, full.contest.id, params.id, { ...answer, answeredBy: caller.id }, instead === undefined ? null : new Date(instead)));
    if (answered === 'gone') throw notFound('question');
    if (answered === 'conflict') throw new ApiError('conflict', 'Somebody else has answered this meanwhile. Look at their answer first.');
  });

  async function show(caller: Caller | null, { full, mine }: SeenContest) {
    const owner = full.contest.ownerId === null ? null : await selectOptionalAccount(db, full.contest.ownerId);
    const own = mine && (await selectOptionalWithMembers(db, full.contest.id, mine.id));
    const now = new Date();
    const counts = await boards.statistics(full.contest.id, boardView(caller, mine));
    return presentContest(full, caller, own, owner?.username ?? null, { counts, own: await ownResults(db, full.contest, mine, now) }, now);
  }
}
