/** What is brought to the seats of a contest's participants, over HTTP: balloons and prints. */
import { MOST_PRINT_PAGES, type Print } from '#contract/contest-site.js';
import { MOST_PRINTS_AT_ONCE, paginate } from '#contract/printing.js';
import { listBalloons, moveBalloon } from '#database/balloons.js';
import { inTransaction } from '#database/connect.js';
import { listHelpers } from '#database/contest-helpers.js';
import { selectFirstSolves } from '#database/jury.js';
import { insertPrint, listPrints, lockRecentPages, markPrints, selectOptionalPrint, selectPrints, type WholePrint } from '#database/prints.js';
import { isUuid } from '#database/page.js';
import { selectOptionalAccountByLogin } from '#database/accounts.js';
import { ApiError, notFound } from '../http/errors.js';
import type { Routes } from '../http/routes.js';
import type { Services } from '../services.js';
import { deliveredContest, seenContest } from './find.js';
import { mayDeliver, mayEditContest } from './policy.js';
import { presentBalloons, presentPrint } from './site.js';
import { balloonsUntil, isOpenFor } from './times.js';

const MOST_DONE = 200;
const MOST_PAGES_AN_HOUR = 40;

export function contestSiteRoutes(routes: Routes, { db }: Services): void {
  routes.route('listBalloons', async ({ caller, params }) => {
    const { full: { contest } } = await deliveredContest(db, caller, params.slug);
    const until = balloonsUntil(contest);
    const helpers = await listHelpers(db, contest);
    const items = contest.balloons === 'off' ? [] : presentBalloons(await listBalloons(db, contest.id, until, MOST_DONE), await selectFirstSolves(db, contest.id));
    return { mode: contest.balloons, held: until !== null && new Date() >= until, runners: helpers.filter(({ part }) => part === 'runner').map(({ username }) => username), items };
  });

  routes.route('changeBalloon', async ({ caller, params, body: { state, runner } }) => {
    const { full: { contest } } = await deliveredContest(db, caller, params.slug);
    const jury = mayEditContest(caller, contest);
    const account = runner === undefined ? caller : await selectOptionalAccountByLogin(db, runner);
    if (account === null || (account.id !== caller.id && !(jury && contest.runnerIds.includes(account.id)))) throw new ApiError('validation-failed', 'There is no such runner.', [{ path: 'runner', message: 'There is no such runner' }]);
    const moved = await inTransaction(db, (tx) => moveBalloon(tx, contest.id, params.id, { state, runnerId: account.id, mayTakeOver: jury }));
    if (moved === 'gone') throw notFound('balloon');
    if (moved === 'conflict') throw new ApiError('conflict', 'Somebody else was faster, or the balloon is not earned any more. Look at the list again.');
  });

  routes.route('createPrint', async ({ caller, params, body }) => {
    const { full: { contest }, mine } = await seenContest(db, caller, params.slug);
    if (mine === null) throw new ApiError('forbidden', 'Only who takes part may print.');
    if (mine.disqualifiedAt !== null) throw new ApiError('forbidden', 'You are disqualified in this contest. Ask its jury.');
    if (!contest.printing || !isOpenFor(contest, mine.startedAt, new Date())) throw new ApiError('conflict', 'Nothing can be printed in this contest now.');
    const pages = paginate(body.content).length;
    if (pages > MOST_PRINT_PAGES) throw new ApiError('validation-failed', `This would be ${pages} pages; at most ${MOST_PRINT_PAGES} are printed.`, [{ path: 'content', message: `${pages} pages, at most ${MOST_PRINT_PAGES} are printed` }]);
    const id = await inTransaction(db, async (tx) => {
      const recent = await lockRecentPages(tx, mine.id);
      if (recent + pages > MOST_PAGES_AN_HOUR) throw new ApiError('rate-limited', `You have had ${recent} pages within the last hour, of ${MOST_PAGES_AN_HOUR} at most.`);
      return insertPrint(tx, { contestId: contest.id, participantId: mine.id, accountId: caller.id, name: body.name, content: body.content, pages });
    });
    return { id, pages };
  });

  routes.route('listPrints', async ({ caller, params }) => {
    const { full: { contest }, mine } = await seenContest(db, caller, params.slug);
    const all = mayDeliver(caller, contest, mine);
    if (!all && mine === null) throw new ApiError('forbidden', 'Only who takes part has prints.');
    const items = await listPrints(db, contest.id, all ? null : (mine?.id ?? null), MOST_DONE);
    return { items: items.map(presentPrint) };
  });

  routes.route('getPrint', async ({ caller, params }) => {
    const { full: { contest }, mine } = await seenContest(db, caller, params.slug);
    const found = await selectOptionalPrint(db, contest.id, params.id);
    if (found === null || !(mayDeliver(caller, contest, mine) || found.participant.id === mine?.id)) throw notFound('print');
    return presentWhole(found);
  });

  routes.route('getPrints', async ({ caller, params, query }) => {
    const { full } = await deliveredContest(db, caller, params.slug);
    const ids = query.ids?.split(',').filter(isUuid) ?? null;
    return { items: (await selectPrints(db, full.contest.id, ids, MOST_PRINTS_AT_ONCE)).map(presentWhole) };
  });

  routes.route('changePrint', async ({ caller, params, body }) => {
    const { full } = await deliveredContest(db, caller, params.slug);
    await mark(full.contest.id, [params.id], body.done ? caller.id : null);
  });

  routes.route('changePrints', async ({ caller, params, body }) => {
    const { full } = await deliveredContest(db, caller, params.slug);
    await mark(full.contest.id, body.ids, body.done ? caller.id : null);
  });

  async function mark(contestId: string, ids: readonly string[], by: string | null): Promise<void> {
    await inTransaction(db, async (tx) => {
      if (!(await markPrints(tx, contestId, ids, by))) throw notFound('print');
    });
  }
}

const presentWhole = (print: WholePrint): Print => ({ ...presentPrint(print), contestName: print.contestName, content: print.content });
