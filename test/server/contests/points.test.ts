/** Points of a problem in a contest that says what it gives, where its package gives others. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemResults } from '#database/schema.js';
import type { TestServer } from '#test/support/server.js';
import { aContest, createProblem } from '#test/support/world.js';
import { startContestWorld, type ContestWorld } from './world.js';

let server: TestServer;
let world: ContestWorld;
beforeAll(async () => {
  world = await startContestWorld();
  ({ server } = world);
});
afterAll(() => server.close());

const group = { name: '', maxScore: 200, scoreAggregation: 'sum' as const, verdictAggregation: 'first-error' as const, onReject: 'continue' as const, acceptScore: 1, rejectScore: null, requirePass: [], range: null, ignoreSample: false };

it('are a share of what the contest gives, on the board and for other software', async () => {
  const problem = await createProblem(server.db, { visibility: 'private', package: { types: ['scoring'], groups: [group] } });
  const { slug } = await world.contest({ format: 'ioi', rules: { best: 'submission' }, problems: [{ slug: problem.slug, label: 'A', points: 30 }] });
  const person = await world.join(slug);
  await world.judge(await world.submit(person, problem, slug), 'wrong-answer', { score: 50 });
  const cell = async () => (await world.board(slug, person)).rows[0]!.cells[0];
  expect(await cell()).toMatchObject({ score: 7.5 });
  await world.judge(await world.submit(person, problem, slug), 'accepted', { score: 200 });
  expect(await cell()).toMatchObject({ score: 30 });
  const clics = async (path: string) => (await world.jury.call('GET', `/api/clics/contests/${slug}/${path}`)).body as Record<string, unknown>[];
  expect((await clics('judgements')).map(({ score }) => score)).toEqual([7.5, 30]);
  expect(await clics('problems')).toMatchObject([{ max_score: 30 }]);
  // Where the contest says nothing, they are the package's.
  await world.change(slug, { problems: [{ slug: problem.slug, label: 'A', points: null }] });
  expect(await cell()).toMatchObject({ score: 200 });
});

describe('problems where fewer points are better', () => {
  const COSTS = { types: ['scoring' as const], groups: [group], objective: 'min' as const };
  const make = (format: string, problems: { slug: string }[]) => world.jury.call('POST', '/api/v1/contests', aContest({ format: format as 'ioi', problems: problems.map(({ slug }, at) => ({ slug, label: 'AB'[at]! })) }));

  it('are ranked by the lowest of what was accepted in a leaderboard, and said to be such', async () => {
    const problem = await createProblem(server.db, { package: COSTS });
    const { slug } = await world.contest({ format: 'leaderboard', problems: [{ slug: problem.slug, label: 'A' }] });
    const [ann, bob, cid] = [await world.join(slug, undefined, { team: 'Ann' }), await world.join(slug, undefined, { team: 'Bob' }), await world.join(slug, undefined, { team: 'Cid' })];
    for (const [person, verdict, score] of [[ann, 'accepted', 70], [ann, 'accepted', 40], [ann, 'accepted', 90], [bob, 'wrong-answer', 0], [bob, 'accepted', 30], [cid, 'wrong-answer', 0]] as const) {
      await world.judge(await world.submit(person, problem, slug), verdict, { score });
    }
    const board = await world.board(slug, ann);
    expect(board.rows.map(({ rank, participant, score, cells }) => [rank, participant.name, score, cells[0]!.score])).toEqual([[1, 'Bob', 30, 30], [2, 'Ann', 40, 40], [3, 'Cid', 0, null]]);
    expect(board.problems).toMatchObject([{ lowerIsBetter: true, points: null }]);
    expect((await ann.call('GET', `/api/v1/problems/${problem.slug}`)).body).toMatchObject({ scoring: { most: null, lowerIsBetter: true, groups: [] } });
    const judgements = (await world.jury.call('GET', `/api/clics/contests/${slug}/judgements`)).body as { score?: number }[];
    expect(judgements.map(({ score }) => score)).toEqual([70, 40, 90, undefined, 30, undefined]);
  });

  it('have the lowest of what was accepted as the best of each person', async () => {
    const problem = await createProblem(server.db, { package: COSTS });
    const ann = await server.person();
    for (const [verdict, score] of [['wrong-answer', 0], ['accepted', 40], ['accepted', 25], ['accepted', 50]] as const) await world.judge(await world.submit(ann, problem), verdict, { score });
    expect(await server.db.select({ best: problemResults.bestScore, tries: problemResults.tries }).from(problemResults).where(eq(problemResults.problemId, problem.id))).toEqual([{ best: 25, tries: 4 }]);
  });

  it('are refused where points are added up, and in a leaderboard beside others', async () => {
    const [cost, gain] = [await createProblem(server.db, { package: COSTS }), await createProblem(server.db)];
    for (const format of ['ioi', 'atcoder']) expect(await make(format, [gain, cost])).toMatchObject({ status: 422, body: { error: { details: [{ path: 'problems.1.slug' }] } } });
    expect(await make('leaderboard', [cost, gain])).toMatchObject({ status: 422, body: { error: { details: [{ path: 'problems.0.slug' }] } } });
    for (const format of ['icpc', 'codeforces']) expect((await make(format, [cost, gain])).status).toBe(201);
    const made = await make('leaderboard', [cost]);
    const path = `/api/v1/contests/${(made.body as { slug: string }).slug}`;
    expect((await world.jury.call('PATCH', path, { format: 'ioi' })).status).toBe(422);
    expect((await world.jury.call('PATCH', path, { name: 'Longer' })).status).toBe(200);
  });
});
