import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { inTransaction } from '#database/connect.js';
import { reportJudgeGone } from '#database/judges.js';
import { finishJudging } from '#database/queue.js';
import { judges } from '#database/schema.js';
import { listJudgings, selectOptionalSubmission } from '#database/submissions.js';
import { createVerification, selectOptionalVerification } from '#database/verifications.js';
import { etaSeconds } from '#server/submissions/estimate.js';
import { startTestServer, type Person, type TestServer } from '#test/support/server.js';
import { aResult, createProblem } from '#test/support/world.js';
import { claimOf, createThreeTests, JUDGE, startJudge, threeResults } from './judged.js';

let server: TestServer;
let owner: Person;
let stranger: Person;
let instructor: Person;
let problem: { id: string; slug: string; versionId: string };

beforeAll(async () => {
  server = await startTestServer();
  owner = await server.person();
  stranger = await server.person();
  instructor = await server.person('instructor');
  problem = await createThreeTests(server.db);
});
afterAll(() => server.close());
beforeEach(() => startJudge(server.db));

const program = (more: object = {}) => ({ problem: problem.slug, language: 'cpp', files: [{ name: 'main.cpp', content: 'int main() {}\n' }], ...more });
async function submitted(by: Person, more: object = {}): Promise<string> {
  const answer = await by.call('POST', '/api/v1/submissions', program(more));
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return (answer.body as { id: string }).id;
}
async function judged(by: Person, result = aResult({ verdict: 'wrong-answer', tests: threeResults(), reason: 'inner reason' }), more: object = {}): Promise<string> {
  const id = await submitted(by, more);
  expect(await finishJudging(server.db, await claimOf(server.db, id), result)).toBe(true);
  return id;
}
const refused = (answer: { status: number; body: unknown }) => {
  const { error } = answer.body as { error: { code: string; details?: { path: string }[] } };
  return { status: answer.status, code: error.code, fields: error.details?.map((detail) => detail.path) };
};

describe('POST /api/v1/submissions', () => {
  it('queues a program and answers with its id', async () => {
    const id = await submitted(owner, { entryPoint: 'main' });
    const row = await selectOptionalSubmission(server.db, id);
    expect(row).toMatchObject({ submission: { accountId: owner.id, language: 'cpp', entryPoint: 'main' }, judging: { claimedAt: null, versionId: problem.versionId, mode: 'until-settled' } });
    expect((await claimOf(server.db, id)).files.map(({ name, content }) => [name, content.toString()])).toEqual([['main.cpp', 'int main() {}\n']]);
  });

  it('answers a repeated write with the first id', async () => {
    const headers = { 'idempotency-key': 'again' };
    const [first, second] = [await owner.call('POST', '/api/v1/submissions', program(), headers), await owner.call('POST', '/api/v1/submissions', program(), headers)];
    expect(second.status).toBe(201);
    expect(second.body).toEqual(first.body);
  });

  it('keeps its answer in the transaction of the submission: a server that dies in between leaves nothing to be doubled', async () => {
    const count = async () => ((await instructor.call('GET', '/api/v1/submissions?limit=200')).body as { items: unknown[] }).items.length;
    const before = await count();
    await server.db.execute(sql`create function refuse_answer() returns trigger language plpgsql as 'begin raise exception ''no answer today''; end'`);
    await server.db.execute(sql`create trigger refuse_answer before update on idempotency_keys for each row execute function refuse_answer()`);
    try {
      expect((await owner.call('POST', '/api/v1/submissions', program(), { 'idempotency-key': 'dies' })).status).toBe(500);
    } finally {
      await server.db.execute(sql`drop function refuse_answer cascade`);
    }
    expect(await count()).toBe(before);
    expect((await owner.call('POST', '/api/v1/submissions', program(), { 'idempotency-key': 'dies' })).status).toBe(201);
    expect(await count()).toBe(before + 1);
  });

  it('may be tried again at once where the database was away when it failed', async () => {
    const headers = { 'idempotency-key': 'away' };
    const send = () => owner.call('POST', '/api/v1/submissions', program(), headers);
    await server.db.execute(sql`create function refuse_all() returns trigger language plpgsql as 'begin raise exception ''away''; end'`);
    await server.db.execute(sql`create trigger refuse_all before update or delete on idempotency_keys for each row execute function refuse_all()`);
    try {
      expect((await send()).status).toBe(500);
      expect((await send()).status).toBe(409);
    } finally {
      await server.db.execute(sql`drop function refuse_all cascade`);
    }
    await vi.waitFor(async () => expect((await send()).status).toBe(201), { timeout: 20_000, interval: 100 });
  });

  it('is not doubled by a request that stood still until a retry had taken its place', async () => {
    const headers = { 'idempotency-key': 'stands-still' };
    const send = () => owner.call('POST', '/api/v1/submissions', program(), headers);
    const waiting = () => server.db.execute<{ waiting: number }>(sql`select count(*)::int as waiting from pg_locks l join pg_database d on d.oid = l.database where d.datname = current_database() and not l.granted`);
    const mine = async () => (await server.db.execute<{ count: number }>(sql`select count(*)::int as count from submissions where account_id = ${owner.id}`)).rows[0]!.count;
    const before = await mine();
    let first: ReturnType<typeof send> | undefined;
    let second: ReturnType<typeof send> | undefined;
    await inTransaction(server.db, async (tx) => {
      // Whoever inserts stands still meanwhile.
      await tx.execute(sql`lock table submissions in exclusive mode`);
      first = send();
      await vi.waitFor(async () => expect((await waiting()).rows[0]!.waiting).toBe(1), { timeout: 20_000 });
      await server.db.execute(sql`update idempotency_keys set created_at = created_at - interval '2 minutes' where key = 'stands-still'`);
      second = send();
      await vi.waitFor(async () => expect((await waiting()).rows[0]!.waiting).toBe(2), { timeout: 20_000 });
    });
    expect([(await first!).status, (await second!).status]).toEqual([409, 201]);
    expect(await mine()).toBe(before + 1);
  });

  it('refuses whoever is not signed in', async () => {
    expect(refused(await server.anonymous('POST', '/api/v1/submissions', program()))).toMatchObject({ status: 401, code: 'not-signed-in' });
  });

  it.each([
    ['an unknown problem', { problem: 'no-such-problem' }, { status: 404, code: 'not-found' }],
    ['an unknown language', { language: 'cobol' }, { status: 422, code: 'validation-failed', fields: ['language'] }],
    ['a language that no judge offers', { language: 'rust' }, { status: 422, code: 'validation-failed', fields: ['language'] }],
    ['no file', { files: [] }, { status: 422, code: 'validation-failed', fields: ['files'] }],
    ['a file name that leaves the folder', { files: [{ name: 'x/../../main.cpp', content: '' }] }, { status: 422, code: 'validation-failed', fields: ['files.0.name'] }],
    ['a contest', { contest: 'finals' }, { status: 422, code: 'validation-failed', fields: ['contest'] }],
    ['an assignment', { assignment: 'week-1' }, { status: 422, code: 'validation-failed', fields: ['assignment'] }],
  ])('refuses %s', async (_what, more, expected) => {
    expect(refused(await owner.call('POST', '/api/v1/submissions', program(more)))).toMatchObject(expected);
  });

  it('refuses a language that the package does not take', async () => {
    const pythonOnly = await createProblem(server.db, { package: { languages: ['python3'] } });
    expect(refused(await owner.call('POST', '/api/v1/submissions', program({ problem: pythonOnly.slug })))).toMatchObject({ status: 422, fields: ['language'] });
    await submitted(owner, { problem: pythonOnly.slug, language: 'python3' });
  });

  it('counts the bytes of all files against the limit of the package', async () => {
    const { slug } = await createProblem(server.db, { package: { limits: { ...(await selectOptionalSubmission(server.db, await submitted(owner)))!.version.package.limits, codeKib: 1 } } });
    const halves = (bytes: number) => ({ problem: slug, files: [{ name: 'a.cpp', content: 'ä'.repeat(256) }, { name: 'b.cpp', content: 'b'.repeat(bytes - 512) }] });
    await submitted(owner, halves(1024));
    expect(refused(await owner.call('POST', '/api/v1/submissions', program(halves(1025))))).toEqual({ status: 413, code: 'too-large', fields: ['files'] });
  });

  it('knows no private problem of others, but takes it from staff', async () => {
    const hidden = await createProblem(server.db, { visibility: 'private' });
    expect(refused(await owner.call('POST', '/api/v1/submissions', program({ problem: hidden.slug })))).toMatchObject({ status: 404, code: 'not-found' });
    await submitted(instructor, { problem: hidden.slug });
  });

  it('takes it while the judges are away for a moment', async () => {
    await reportJudgeGone(server.db, JUDGE);
    expect((await owner.call('POST', '/api/v1/submissions', program())).status).toBe(201);
  });

  it('says so when there never was a judge', async () => {
    await server.db.delete(judges);
    expect(refused(await owner.call('POST', '/api/v1/submissions', program()))).toMatchObject({ status: 503, code: 'unavailable' });
  });
});

describe('GET /api/v1/submissions/{id}', () => {
  it('tells the place in the queue, and when the turn may come', async () => {
    await judged(owner);
    const [first, second] = [await submitted(owner), await submitted(owner)];
    const before = (await owner.call('GET', `/api/v1/submissions/${first}`)).body as { state: string; queue: { position: number } };
    const after = (await owner.call('GET', `/api/v1/submissions/${second}`)).body as { queue: { position: number; etaSeconds: number | null } };
    expect(before.state).toBe('queued');
    expect(after.queue.position).toBe(before.queue.position + 1);
    expect(after.queue.etaSeconds).toBeGreaterThan(0);
    expect(after).toMatchObject({ queue: { waitedSeconds: expect.any(Number) as unknown }, times: { claimedAt: null, finishedAt: null }, seenAs: 'owner', shared: false });
    await claimOf(server.db, second);
    const judging = (await owner.call('GET', `/api/v1/submissions/${second}`)).body as { state: string };
    expect(judging).toMatchObject({ state: 'judging', tests: [], testsTotal: 3 });
    expect(judging).not.toHaveProperty('queue');
    expect(judging).not.toHaveProperty('verdict');
  });

  it('does not exist for strangers, the same as one that does not exist', async () => {
    const id = await judged(owner);
    const missing = await stranger.call('GET', '/api/v1/submissions/00000000-0000-4000-8000-000000000000');
    const others = await stranger.call('GET', `/api/v1/submissions/${id}`);
    expect(others.status).toBe(404);
    expect(others.body).toEqual(missing.body);
    expect((await stranger.call('GET', '/api/v1/submissions/1')).status).toBe(404);
    expect((await server.anonymous('GET', `/api/v1/submissions/${id}`)).status).toBe(401);
  });

  it('shows its owner the program, the samples in full, and of secret tests the verdict and what was measured', async () => {
    const id = await judged(owner);
    const { body } = await owner.call('GET', `/api/v1/submissions/${id}`);
    expect(body).toMatchObject({ state: 'finished', verdict: 'wrong-answer', user: owner.username, files: [{ name: 'main.cpp', content: 'int main() {}\n' }], compile: { ok: true } });
    for (const field of ['judge', 'attempt', 'reason']) expect(body).not.toHaveProperty(field);
    const [sample, secret, open] = (body as { tests: object[] }).tests;
    expect(sample).toMatchObject({ name: 'sample/1', message: 'message on sample/1', output: 'output on sample/1', exitCode: 0, input: 'x'.repeat(4096), answer: 'answer of sample/1\n' });
    expect(secret).toEqual({ index: 2, group: 'secret', sample: false, verdict: 'wrong-answer', score: null, cpuMs: 3, wallMs: 4, peakMemoryKib: 512 });
    expect(open).toMatchObject({ name: 'secret/open', output: 'output on secret/open', input: 'input of secret/open\n' });
    const text = JSON.stringify(body);
    for (const hidden of ['judge message', 'inner reason', 'on secret/1', 'of secret/1', 'SIGSEGV', JUDGE]) expect(text).not.toContain(hidden);
  });

  it('shows staff everything', async () => {
    const id = await judged(owner);
    const { body } = await instructor.call('GET', `/api/v1/submissions/${id}`);
    expect(body).toMatchObject({ user: owner.username, judge: JUDGE, attempt: 1, reason: 'inner reason' });
    expect((body as { tests: object[] }).tests[1]).toMatchObject({
      name: 'secret/1', message: 'message on secret/1', judgeMessage: 'judge message on secret/1', output: 'output on secret/1', stderr: 'stderr on secret/1', exitCode: 7, signal: 'SIGSEGV', input: 'input of secret/1\n', answer: 'answer of secret/1\n',
    });
  });

  it('tells only staff that the program was compiled before', async () => {
    const compile = { ok: true, log: 'a warning', cpuMs: 100, wallMs: 120 };
    const id = await judged(owner, aResult({ compile: { ...compile, cached: true } }));
    const seenBy = async (caller: typeof owner) => ((await caller.call('GET', `/api/v1/submissions/${id}`)).body as { compile: object }).compile;
    expect(await seenBy(owner)).toEqual(compile);
    expect(await seenBy(instructor)).toEqual({ ...compile, cached: true });
  });

  it('tells the owner of a judge error no more than that it is one', async () => {
    const id = await judged(owner, aResult({ verdict: 'judge-error', compile: null, reason: 'the validator crashed' }));
    const { body } = await owner.call('GET', `/api/v1/submissions/${id}`);
    expect(body).toMatchObject({ verdict: 'judge-error' });
    expect(JSON.stringify(body)).not.toContain('validator');
    expect((await instructor.call('GET', `/api/v1/submissions/${id}`)).body).toMatchObject({ reason: 'the validator crashed' });
  });

  it("keeps a package's labelled submissions to staff", async () => {
    const label = { path: 'accepted/main.cpp', files: [], language: 'cpp', expected: ['accepted'], expectedScore: null, calibrates: 'no' as const };
    const verification = await inTransaction(server.db, (tx) => createVerification(tx, { problemId: problem.id, versionId: problem.versionId, labels: [label], offered: ['cpp'], createdBy: instructor.id }));
    const id = (await selectOptionalVerification(server.db, verification.id))!.submissions[0]!.submissionId;
    expect((await instructor.call('GET', `/api/v1/submissions/${id}`)).body).toMatchObject({ user: 'accepted/main.cpp' });
    expect((await owner.call('GET', `/api/v1/submissions/${id}`)).status).toBe(404);
    expect((await instructor.call('POST', `/api/v1/submissions/${id}/judgings`)).status).toBe(404);
  });
});

describe('GET /api/v1/submissions', () => {
  const ids = (answer: { body: unknown }) => (answer.body as { items: { id: string }[] }).items.map((item) => item.id);

  it('gives pages, newest first, that new submissions do not shift', async () => {
    const lister = await server.person();
    const made: string[] = [];
    for (let count = 0; count < 5; count++) made.unshift(await submitted(lister));
    const first = await lister.call('GET', '/api/v1/submissions?limit=2');
    await submitted(lister);
    const cursor = encodeURIComponent((first.body as { nextCursor: string }).nextCursor);
    const second = await lister.call('GET', `/api/v1/submissions?limit=3&cursor=${cursor}`);
    expect([...ids(first), ...ids(second)]).toEqual(made);
    expect((second.body as { nextCursor: null }).nextCursor).toBeNull();
  });

  it('filters by the time of submission, and pages through what fits', async () => {
    const someone = await server.person();
    const ids = [await submitted(someone), await submitted(someone), await submitted(someone)];
    const days = ['2026-01-01T10:00:00Z', '2026-01-02T10:00:00Z', '2026-01-03T10:00:00Z'];
    for (const [at, id] of ids.entries()) await server.db.execute(sql`update submissions set submitted_at = ${days[at]!}::timestamptz where id = ${id}`);
    const list = async (query: string) => (await someone.call('GET', `/api/v1/submissions?${query}`)).body as { items: { id: string }[]; nextCursor: string | null };
    const found = async (query: string) => (await list(query)).items.map((item) => ids.indexOf(item.id));
    expect(await found('since=2026-01-02T10:00:00Z')).toEqual([2, 1]);
    expect(await found('until=2026-01-02T10:00:00Z')).toEqual([0]);
    expect(await found('since=2026-01-02T00:00:00%2B02:00&until=2026-01-03T00:00:00Z')).toEqual([1]);
    const first = await list('since=2026-01-01T00:00:00Z&limit=2');
    expect(first.items.map((item) => ids.indexOf(item.id))).toEqual([2, 1]);
    expect(await found(`since=2026-01-01T00:00:00Z&limit=2&cursor=${first.nextCursor}`)).toEqual([0]);
    expect((await someone.call('GET', '/api/v1/submissions?since=yesterday')).status).toBe(422);
  });

  it('shows students nothing of others, whatever they ask for', async () => {
    const id = await submitted(owner);
    for (const query of ['', `?user=${owner.username}`, `?problem=${problem.slug}&limit=200`]) expect(ids(await stranger.call('GET', `/api/v1/submissions${query}`))).toEqual([]);
    expect(ids(await owner.call('GET', `/api/v1/submissions?user=${owner.username}&limit=200`))).toContain(id);
    expect((await server.anonymous('GET', '/api/v1/submissions')).status).toBe(401);
  });

  it('filters by problem, user, language, verdict and state', async () => {
    const filterer = await server.person();
    const other = await createProblem(server.db);
    const accepted = await judged(filterer, aResult());
    const wrong = await judged(filterer, aResult({ verdict: 'wrong-answer' }), { problem: other.slug });
    const python = await submitted(filterer, { language: 'python3' });
    const claimed = await submitted(filterer);
    await claimOf(server.db, claimed);
    const waiting = await submitted(filterer);
    const list = async (query: string) => ids(await instructor.call('GET', `/api/v1/submissions?user=${filterer.username}&${query}`));
    expect(await list('')).toEqual([waiting, claimed, python, wrong, accepted]);
    expect(await list(`problem=${other.slug}`)).toEqual([wrong]);
    expect(await list('language=python3')).toEqual([python]);
    expect(await list('verdict=accepted')).toEqual([accepted]);
    expect(await list('state=finished')).toEqual([wrong, accepted]);
    expect(await list('state=judging')).toContain(claimed);
    expect(await list('state=queued')).toEqual([waiting]);
    expect(ids(await instructor.call('GET', '/api/v1/submissions?user=nobody-of-this-name'))).toEqual([]);
  });

  it.each([
    ['cursor=abc', 'cursor'],
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['verdict=fine', 'verdict'],
    ['state=lost', 'state'],
    ['contest=finals', 'contest'],
  ])('refuses ?%s by the name of the field', async (query, field) => {
    expect(refused(await owner.call('GET', `/api/v1/submissions?${query}`))).toEqual({ status: 422, code: 'validation-failed', fields: [field] });
  });
});

describe('POST /api/v1/submissions/{id}/judgings', () => {
  it('queues the submission again, and the new judging counts', async () => {
    const id = await judged(owner);
    expect(await instructor.call('POST', `/api/v1/submissions/${id}/judgings`)).toMatchObject({ status: 201, body: { id } });
    expect((await owner.call('GET', `/api/v1/submissions/${id}`)).body).toMatchObject({ state: 'queued', tests: [] });
    await finishJudging(server.db, await claimOf(server.db, id), aResult({ verdict: 'accepted' }));
    expect((await owner.call('GET', `/api/v1/submissions/${id}`)).body).toMatchObject({ state: 'finished', verdict: 'accepted' });
  });

  it('drops the late result of the judging that it replaced', async () => {
    const id = await submitted(owner);
    const old = await claimOf(server.db, id);
    expect((await instructor.call('POST', `/api/v1/submissions/${id}/judgings`)).status).toBe(201);
    expect(await finishJudging(server.db, old, aResult())).toBe(false);
    expect((await owner.call('GET', `/api/v1/submissions/${id}`)).body).toMatchObject({ state: 'queued' });
  });

  it('is done once by a repeated request', async () => {
    const id = await judged(owner);
    const headers = { 'idempotency-key': 'judge-again' };
    for (let n = 0; n < 2; n++) expect(await instructor.call('POST', `/api/v1/submissions/${id}/judgings`, undefined, headers)).toMatchObject({ status: 201, body: { id } });
    expect(await listJudgings(server.db, id, 10)).toHaveLength(2);
  });

  it('is for staff, and for submissions that exist', async () => {
    const id = await judged(owner);
    expect((await owner.call('POST', `/api/v1/submissions/${id}/judgings`)).status).toBe(403);
    expect((await server.anonymous('POST', `/api/v1/submissions/${id}/judgings`)).status).toBe(401);
    expect((await instructor.call('POST', '/api/v1/submissions/00000000-0000-4000-8000-000000000000/judgings')).status).toBe(404);
    expect((await owner.call('GET', `/api/v1/submissions/${id}`)).body).toMatchObject({ state: 'finished' });
  });
});

describe('etaSeconds', () => {
  it.each([
    [1, 2, 1, 2],
    [3, 2, 2, 3],
    [1, 0.01, 8, 1],
    [4, null, 2, null],
    [4, 2, 0, null],
  ])('at place %i with a mean of %s s on %i slots is %s', (position, mean, slots, expected) => expect(etaSeconds(position, mean, slots)).toBe(expected));
});
