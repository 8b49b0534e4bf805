/** Limits of single languages and tests, as people are told of them. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Problem } from '#contract/problem.js';
import type { Submission } from '#contract/submission.js';
import { finishJudging } from '#database/queue.js';
import { startTestServer, type TestServer } from '#test/support/server.js';
import { aPackage, aResult, createProblem } from '#test/support/world.js';
import { claimOf, startJudge, threeResults } from '../submissions/judged.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await startJudge(server.db);
});
afterAll(() => server.close());

it('are shown with the problem, and with each test that has its own', async () => {
  const [test] = aPackage().tests;
  const tests = [{ ...test!, name: 'secret/1', group: 'secret', sample: false }, { ...test!, name: 'secret/2', group: 'secret', sample: false, limits: { timeMs: 3000, memoryKib: 65_536 } }];
  const problem = await createProblem(server.db, { package: { tests, languageLimits: { python3: { timeMultiplier: 2 }, java: { memoryKib: 1 } } } });
  const person = await server.person();
  const { limits } = (await person.call('GET', `/api/v1/problems/${problem.slug}`)).body as Problem;
  expect(limits).toMatchObject({ timeMs: 1000, languages: [{ language: 'python3', timeMs: 2000, memoryKib: 2_097_152 }] });
  const { id } = (await person.call('POST', '/api/v1/submissions', { problem: problem.slug, language: 'python3', files: [{ name: 'main.py', content: 'print(1)\n' }] })).body as { id: string };
  const results = threeResults().slice(0, 2).map((result, at) => ({ ...result, sample: false, name: tests[at]!.name, group: 'secret' }));
  await finishJudging(server.db, await claimOf(server.db, id), aResult({ tests: results, timeLimitMs: 2000 }));
  const seen = (await person.call('GET', `/api/v1/submissions/${id}`)).body as Submission;
  expect(seen.timeLimitMs).toBe(2000);
  expect(seen.tests.map(({ timeLimitMs, memoryLimitKib }) => [timeLimitMs, memoryLimitKib])).toEqual([[undefined, undefined], [6000, 65_536]]);
});
