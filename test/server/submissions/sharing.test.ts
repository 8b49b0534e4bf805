import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { finishJudging } from '#database/queue.js';
import { rejudgeSubmission } from '#database/submissions.js';
import { inTransaction } from '#database/connect.js';
import { startTestServer, type Person, type TestServer } from '#test/support/server.js';
import { aResult } from '#test/support/world.js';
import { claimOf, createThreeTests, JUDGE, startJudge, threeResults } from './judged.js';

let server: TestServer;
let owner: Person;
let friend: Person;
let instructor: Person;
let problem: { id: string; slug: string; versionId: string };
let id: string;

beforeAll(async () => {
  server = await startTestServer();
  owner = await server.person();
  friend = await server.person();
  instructor = await server.person('instructor');
  problem = await createThreeTests(server.db);
  await startJudge(server.db);
});
afterAll(() => server.close());
beforeEach(async () => {
  id = await judged(owner);
});

async function judged(by: Person): Promise<string> {
  const answer = await by.call('POST', '/api/v1/submissions', { problem: problem.slug, language: 'cpp', files: [{ name: 'main.cpp', content: 'int main() {}\n' }] });
  const { id: made } = answer.body as { id: string };
  expect(await finishJudging(server.db, await claimOf(server.db, made), aResult({ verdict: 'wrong-answer', tests: threeResults(), reason: 'inner reason' }))).toBe(true);
  return made;
}
const path = (more = '') => `/api/v1/submissions/${id}${more}`;
async function shared(by = owner): Promise<string> {
  const answer = await by.call('PUT', path('/share'));
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return (answer.body as { token: string }).token;
}

describe('the link to a submission', () => {
  it('has 128 random bits, and stays the same until it is taken back', async () => {
    const first = await shared();
    expect(first).toMatch(/^[\w-]{22}$/);
    expect(await shared()).toBe(first);
    expect((await owner.call('DELETE', path('/share'))).status).toBe(204);
    expect(await shared()).not.toBe(first);
  });

  it('shows what its owner sees to whoever is signed in, and nothing of what staff see', async () => {
    const token = await shared();
    const seen = await friend.call('GET', path(`?share=${token}`));
    expect(seen.status).toBe(200);
    const { seenAs, ...body } = seen.body as Record<string, unknown>;
    const { seenAs: _owner, shared: isShared, ...own } = (await owner.call('GET', path())).body as Record<string, unknown>;
    expect([seenAs, isShared]).toEqual(['shared', true]);
    expect(body).toEqual(own);
    const text = JSON.stringify(seen.body);
    for (const hidden of ['judge message', 'inner reason', 'on secret/1', 'of secret/1', JUDGE, token]) expect(text).not.toContain(hidden);
  });

  it('shows the same of a submission of staff: what a student would see of it', async () => {
    id = await judged(instructor);
    const token = await shared(instructor);
    const text = JSON.stringify((await friend.call('GET', path(`?share=${token}`))).body);
    for (const hidden of ['judge message', 'inner reason', 'of secret/1', JUDGE]) expect(text).not.toContain(hidden);
  });

  it('tells neither owner nor staff its token again by reading the submission', async () => {
    const token = await shared();
    for (const person of [owner, instructor]) {
      const { body } = await person.call('GET', path());
      expect(body).toMatchObject({ shared: true });
      expect(JSON.stringify(body)).not.toContain(token);
    }
  });

  it('is nothing to those who have it not, have a wrong one, or have one of another submission', async () => {
    const token = await shared();
    const missing = (await friend.call('GET', '/api/v1/submissions/00000000-0000-4000-8000-000000000000')).body as unknown;
    const other = await judged(owner);
    for (const address of [path(), path('?share=x'), path(`?share=${token.slice(1)}A`), `/api/v1/submissions/${other}?share=${token}`]) {
      const answer = await friend.call('GET', address);
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual(missing);
    }
    expect((await friend.call('GET', path('?share='))).status).toBe(422);
    expect((await server.anonymous('GET', path(`?share=${token}`))).status).toBe(401);
  });

  it('ends at once when its owner takes it back, or staff do', async () => {
    for (const by of [owner, instructor]) {
      const token = await shared();
      expect((await friend.call('GET', path(`?share=${token}`))).status).toBe(200);
      expect((await by.call('DELETE', path('/share'))).status).toBe(204);
      expect((await friend.call('GET', path(`?share=${token}`))).status).toBe(404);
      expect((await owner.call('GET', path())).body).toMatchObject({ shared: false });
    }
  });

  it('is made by its owner only; who has it cannot take it away', async () => {
    expect((await instructor.call('PUT', path('/share'))).status).toBe(403);
    expect((await friend.call('PUT', path('/share'))).status).toBe(404);
    const token = await shared();
    for (const method of ['PUT', 'DELETE']) expect((await friend.call(method, path(`/share?share=${token}`))).status).toBe(404);
    expect((await friend.call('GET', path(`?share=${token}`))).status).toBe(200);
    expect((await server.anonymous('PUT', path('/share'))).status).toBe(401);
  });

  it('opens one submission, not the list of them', async () => {
    await shared();
    expect((await friend.call('GET', '/api/v1/submissions')).body).toMatchObject({ items: [] });
  });
});

describe('GET /api/v1/submissions/{id}/judgings', () => {
  it('tells staff every raw fact, those of judgings before too', async () => {
    await inTransaction(server.db, (tx) => rejudgeSubmission(tx, id));
    expect(await finishJudging(server.db, await claimOf(server.db, id), aResult({ cpuMs: 44 }))).toBe(true);
    const { body } = await instructor.call('GET', path('/judgings'));
    const { items } = body as { items: Record<string, unknown>[] };
    expect(items).toMatchObject([
      { current: true, state: 'finished', verdict: 'accepted', cpuMs: 44, priority: 5 },
      { current: false, state: 'finished', verdict: 'wrong-answer', reason: 'inner reason', judge: JUDGE, judgeHost: 'here', attempt: 1, releases: 0, packageVersion: 1, timeLimitMs: 1000, languageVersion: 'g++ 12.2.0', outputLimitKib: 8192 },
    ]);
    expect((items[1] as { tests: unknown[] }).tests[1]).toMatchObject({ name: 'secret/1', exitCode: 7, signal: 'SIGSEGV', judgeMessage: 'judge message on secret/1', peakMemoryKib: 512 });
  });

  it('is refused to the owner and to everybody else', async () => {
    expect((await owner.call('GET', path('/judgings'))).status).toBe(403);
    const token = await shared();
    expect((await friend.call('GET', path(`/judgings?share=${token}`))).status).toBe(403);
    expect((await server.anonymous('GET', path('/judgings'))).status).toBe(401);
    expect((await instructor.call('GET', '/api/v1/submissions/00000000-0000-4000-8000-000000000000/judgings')).status).toBe(404);
  });
});
