/** Verifications on the live channel: for those who may edit the problem, as the data is checked and submissions are judged. */
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { VerificationSummary } from '#contract/problem.js';
import { claimDataCheck, finishDataCheck, noteDataCheck } from '#database/data-checks.js';
import { finishJudging } from '#database/queue.js';
import { startTestServer, type Person, type TestServer } from '#test/support/server.js';
import { aResult, uniqueName } from '#test/support/world.js';
import { aTree, formOf, zipOf } from '../problems/zips.js';
import { JUDGE, claimOf, startJudge } from '../submissions/judged.js';
import { connectWatcher } from './watcher.js';

let server: TestServer;
let author: Person;
beforeAll(async () => {
  server = await startTestServer();
  author = await server.person('instructor');
});
afterAll(() => server.close());
beforeEach(() => startJudge(server.db));

async function imported(): Promise<{ slug: string; verification: string }> {
  const answer = await author.call('POST', '/api/v1/problems', formOf(zipOf(aTree()), { slug: uniqueName('sums'), publish: 'later' }));
  return answer.body as { slug: string; verification: string };
}

it('tells whoever may edit the problem, and nobody else', async () => {
  const { verification: id } = await imported();
  const [colleague, student, admin] = await Promise.all([server.person('instructor'), server.person(), server.person('admin')]);
  for (const [token, answer] of [[colleague.token, { error: 'not-found' }], [student.token, { error: 'not-found' }], [null, { error: 'not-found' }], [author.token, { ok: true }], [admin.token, { ok: true }]] as const) {
    const watcher = await connectWatcher(server.url, token === null ? null : { token });
    expect(await watcher.watch('verification', id)).toEqual(answer);
    expect(await watcher.watch('verification', '00000000-0000-4000-8000-000000000000')).toEqual({ error: 'not-found' });
    expect(await watcher.watch('verification', 'none')).toEqual({ error: 'not-found' });
    watcher.close();
  }
});

it('tells the present state first, then how the data and the submissions come on', async () => {
  const { slug, verification: id } = await imported();
  const watcher = await connectWatcher(server.url, { token: author.token });
  const heard: VerificationSummary[] = [];
  watcher.socket.on('verification:changed', (changed) => heard.push(changed));
  await watcher.watch('verification', id);
  await vi.waitFor(() => expect(heard.at(-1)).toMatchObject({ id, problem: slug, state: 'running', done: 0, total: 1, data: { done: 0, total: null, finished: false } }));
  let claim = await claimDataCheck(server.db, { judge: JUDGE });
  while (claim !== null && claim.id !== id) claim = await claimDataCheck(server.db, { judge: JUDGE });
  await noteDataCheck(server.db, claim!, { done: 1, total: 3 });
  await vi.waitFor(() => expect(heard.at(-1)).toMatchObject({ data: { done: 1, total: 3 } }));
  await finishDataCheck(server.db, claim!, { done: 3, total: 3 });
  await vi.waitFor(() => expect(heard.at(-1)).toMatchObject({ state: 'running', data: { done: 3, finished: true } }));
  const { rows } = (await author.call('GET', `/api/v1/problems/${slug}/verifications/${id}`)).body as { rows: { submission: string }[] };
  await finishJudging(server.db, await claimOf(server.db, rows[0]!.submission), aResult());
  await vi.waitFor(() => expect(heard.at(-1)).toMatchObject({ state: 'finished', done: 1, asExpected: expect.any(Boolean) as boolean }));
  await watcher.unwatch('verification', id);
  watcher.close();
});
