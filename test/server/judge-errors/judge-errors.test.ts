import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { JudgeError } from '#contract/judge-error.js';
import { finishJudging } from '#database/queue.js';
import { startTestServer, type Person, type TestServer } from '#test/support/server.js';
import { aResult, createProblem, createSubmission } from '#test/support/world.js';
import { JUDGE, claimOf, startJudge } from '../submissions/judged.js';

let server: TestServer;
let staff: Person;
let student: Person;
beforeAll(async () => {
  server = await startTestServer();
  [staff, student] = await Promise.all([server.person('instructor'), server.person()]);
});
afterAll(() => server.close());
beforeEach(() => startJudge(server.db));

async function failed(problem: { id: string; versionId: string }, verdict: 'judge-error' | 'accepted' = 'judge-error'): Promise<string> {
  const { id } = await createSubmission(server.db, { problem, accountId: student.id });
  await finishJudging(server.db, await claimOf(server.db, id), { ...aResult({ verdict }), reason: verdict === 'accepted' ? null : 'The validator exited with 3' });
  return id;
}
const list = async (query: string) => (await staff.call('GET', `/api/v1/judge-errors${query}`)).body as { items: JudgeError[]; nextCursor: string | null };
const again = async (...submissions: string[]) => (await staff.call('POST', '/api/v1/judge-errors/judgings', { submissions })) as { status: number; body: { queued: string[] } };

it('lists what the judge failed at, the last one first, with reason and place, page by page', async () => {
  const problem = await createProblem(server.db);
  const ids = [await failed(problem), await failed(problem), await failed(problem)];
  await failed(problem, 'accepted');
  const first = await list(`?problem=${problem.slug}&limit=2`);
  expect(first.items.map(({ submission }) => submission)).toEqual([ids[2], ids[1]]);
  expect(first.items[0]).toMatchObject({ problem: problem.slug, user: student.username, language: 'cpp', reason: 'The validator exited with 3', judge: JUDGE, host: 'here', attempt: 1 });
  const second = await list(`?problem=${problem.slug}&limit=2&cursor=${first.nextCursor}`);
  expect(second).toMatchObject({ items: [{ submission: ids[0] }], nextCursor: null });
  expect((await list('')).items.map(({ submission }) => submission)).toEqual(expect.arrayContaining(ids));
});

it('judges them again at once, and what is right already not a second time', async () => {
  const problem = await createProblem(server.db);
  const [one, two, fine] = [await failed(problem), await failed(problem), await failed(problem, 'accepted')];
  const answer = await again(one, two, one, fine);
  expect(answer.status).toBe(201);
  expect([...answer.body.queued].sort()).toEqual([one, two].sort());
  expect((await list(`?problem=${problem.slug}`)).items).toEqual([]);
  expect((await again(one, two)).body.queued).toEqual([]);
  await finishJudging(server.db, await claimOf(server.db, one), aResult({ verdict: 'accepted' }));
  expect((await student.call('GET', `/api/v1/submissions/${one}`)).body).toMatchObject({ state: 'finished', verdict: 'accepted' });
});

it('queues each once where two press at the same moment', async () => {
  const problem = await createProblem(server.db);
  const ids = await Promise.all([failed(problem)]);
  const answers = await Promise.all([again(...ids), again(...ids), again(...ids)]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  const queued = await server.db.$client.query('select count(*)::int as n from judgings where submission_id = $1', ids);
  // The first judging and one more.
  expect(queued.rows).toEqual([{ n: 2 }]);
});

it('takes at most 200 at once, and no ids that are none', async () => {
  expect((await again(...Array.from({ length: 201 }, () => '00000000-0000-4000-8000-000000000000'))).status).toBe(422);
  expect((await again('nonsense')).status).toBe(422);
  expect((await again('00000000-0000-4000-8000-000000000000')).body.queued).toEqual([]);
});
