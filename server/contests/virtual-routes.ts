/** Virtual runs and the replay of a contest that is over, over HTTP. */
import type { VirtualRun } from '#contract/contest.js';
import { inTransaction } from '#database/connect.js';
import { endVirtualRun, listVirtualRuns, selectVirtualResults, startVirtualRun, type VirtualRunRow } from '#database/virtual-runs.js';
import { ApiError, notFound } from '../http/errors.js';
import type { Routes } from '../http/routes.js';
import type { Services } from '../services.js';
import { seenContest, type SeenContest } from './find.js';
import { Replays } from './replay.js';
import { isReplayable, ownSeconds, stateOf } from './times.js';

export function virtualRoutes(routes: Routes, { db }: Services): void {
  const replays = new Replays(db);

  routes.route('startVirtualRun', async ({ caller, params }) => {
    const { full: { contest } } = replayable(await seenContest(db, caller, params.slug));
    const run = await inTransaction(db, (tx) => startVirtualRun(tx, { contestId: contest.id, accountId: caller.id, seconds: ownSeconds(contest) }));
    if (run === null) throw new ApiError('conflict', 'A virtual run of yours is under way in this contest.');
    return presentRun(run);
  });

  routes.route('listVirtualRuns', async ({ caller, params }) => {
    const { full: { contest } } = await seenContest(db, caller, params.slug);
    return { items: (await listVirtualRuns(db, contest.id, caller.id)).map(presentRun) };
  });

  routes.route('endVirtualRun', async ({ caller, params }) => {
    await seenContest(db, caller, params.slug);
    if (!(await endVirtualRun(db, params.id, caller.id))) throw notFound('virtual run under way');
  });

  routes.route('getReplay', async ({ caller, params, query }) => {
    const { full: { contest } } = replayable(await seenContest(db, caller, params.slug));
    const now = new Date();
    const run = query.run === undefined || caller === null ? null : (await listVirtualRuns(db, contest.id, caller.id)).find(({ id }) => id === query.run);
    if (query.run !== undefined && !run) throw notFound('virtual run');
    const wholeMs = ownSeconds(contest) * 1000;
    const under = run ? now < run.endsAt : false;
    // While it lasts nobody looks ahead.
    const mostMs = run && under ? now.getTime() - run.startedAt.getTime() : wholeMs;
    const atMs = Math.min(mostMs, query.at === undefined ? wholeMs : query.at * 1000);
    const frozenFromMs = under && contest.freezeSeconds ? wholeMs - contest.freezeSeconds * 1000 : null;
    const shown = await replays.show(contest.id, { atMs, frozenFromMs, run: run && caller ? { id: run.id, name: caller.username, results: await selectVirtualResults(db, run) } : null });
    if (shown === null) throw notFound('contest');
    const { materials: { contest: { problems }, points }, rows } = shown;
    const counts = new Map(shown.counts.map((each) => [each.label, each]));
    return {
      contest: contest.slug, state: stateOf(contest, now), frozen: frozenFromMs !== null && atMs >= frozenFromMs, format: contest.format, seq: 0, atSeconds: Math.floor(atMs / 1000),
      problems: problems.map(({ label, name, color }) => ({ label, name, color, points: points.get(label) ?? null, solvedBy: counts.get(label)?.solvedBy ?? 0, triedBy: counts.get(label)?.triedBy ?? 0 })),
      rows,
    };
  });
}

/** @throws ApiError `conflict` */
function replayable(seen: SeenContest): SeenContest {
  if (!isReplayable(seen.full.contest, new Date())) throw new ApiError('conflict', 'The contest can be taken virtually when it is over, with everything judged and nothing hidden.');
  return seen;
}

function presentRun({ id, startedAt, endsAt }: VirtualRunRow): VirtualRun {
  return { id, startedAt: startedAt.toISOString(), endsAt: endsAt.toISOString() };
}
