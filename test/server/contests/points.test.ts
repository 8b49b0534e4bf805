/** Points of a problem in a contest that says what it gives, where its package gives others. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestServer } from '#test/support/server.js';
import { createProblem } from '#test/support/world.js';
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
