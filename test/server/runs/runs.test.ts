import { io } from 'socket.io-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { eq, sql } from 'drizzle-orm';
import { MOST_UNFINISHED_RUNS, type Run } from '#contract/run.js';
import { claimRun, deleteOldRuns, finishRun, noteRun, releaseRun, settleRuns, type ClaimedRun } from '#database/runs.js';
import { runs } from '#database/schema.js';
import { startTestServer, type Person, type TestServer } from '#test/support/server.js';
import { createProblem } from '#test/support/world.js';
import { createThreeTests, JUDGE, startJudge, threeResults } from '../submissions/judged.js';

let server: TestServer;
let owner: Person;
let problem: { slug: string; versionId: string };

beforeAll(async () => {
  server = await startTestServer();
  owner = await server.person();
  problem = await createThreeTests(server.db);
});
afterAll(() => server.close());
beforeEach(async () => {
  await server.db.delete(runs);
  await startJudge(server.db);
});

const program = (more: object = {}) => ({ language: 'cpp', files: [{ name: 'main.cpp', content: 'int main() {}\n' }], ...more });
async function started(more: object = {}): Promise<string> {
  const answer = await owner.call('POST', '/api/v1/runs', program(more));
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return (answer.body as { id: string }).id;
}
async function claimed(judge = JUDGE): Promise<ClaimedRun> {
  const claim = await claimRun(server.db, { judge, languages: ['cpp'] });
  expect(claim).not.toBeNull();
  return claim!;
}
const seen = async (id: string, by = owner): Promise<Run> => (await by.call('GET', `/api/v1/runs/${id}`)).body as Run;
const outcome = { exit: { code: 0, signal: null }, verdict: null, cpuMs: 2, wallMs: 3, peakMemoryKib: 400, stderr: 'warned\n', stdoutCut: false, stderrCut: false };

describe('a run on own input', () => {
  it('is queued, run and told', async () => {
    const id = await started({ stdin: '1 2\n', entryPoint: 'main' });
    expect(await seen(id)).toMatchObject({ id, state: 'queued', samples: false, stdout: '', timeLimitMs: 5000, memoryLimitKib: 512 * 1024 });
    const claim = await claimed();
    expect(claim).toMatchObject({ id, attempt: 1, language: 'cpp', stdin: '1 2\n', entryPoint: 'main', package: null, files: [{ name: 'main.cpp', content: 'int main() {}\n' }] });
    await noteRun(server.db, claim, { compile: { ok: true, log: '', cpuMs: 1, wallMs: 1, cached: true }, stdout: '3' });
    expect(await seen(id)).toMatchObject({ state: 'judging', stdout: '3', compile: { ok: true } });
    expect((await seen(id)).compile).not.toHaveProperty('cached');
    expect(await finishRun(server.db, claim, { stdout: '3\n\u0000', outcome })).toBe(true);
    expect(await seen(id)).toMatchObject({ state: 'finished', stdout: '3\n\ufffd', ...outcome });
  });

  it('takes limits of its own, and those of its problem where it names none', async () => {
    const id = await started({ problem: problem.slug });
    expect(await seen(id)).toMatchObject({ problem: problem.slug, timeLimitMs: 1000, memoryLimitKib: 2_097_152 });
    expect((await claimed()).package?.tests).toHaveLength(3);
    const other = await started({ problem: problem.slug, limits: { timeLimitMs: 7000, memoryLimitKib: 65_536 } });
    expect(await seen(other)).toMatchObject({ timeLimitMs: 7000, memoryLimitKib: 65_536 });
  });

  it('is nobody else’s to see, not even of staff', async () => {
    const id = await started();
    for (const role of ['student', 'instructor', 'admin'] as const) expect((await (await server.person(role)).call('GET', `/api/v1/runs/${id}`)).status).toBe(404);
  });

  it('is started once by a repeated request', async () => {
    const headers = { 'idempotency-key': 'run-again' };
    const answers = [await owner.call('POST', '/api/v1/runs', program(), headers), await owner.call('POST', '/api/v1/runs', program(), headers)];
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[1]!.body).toEqual(answers[0]!.body);
    expect(await server.db.$count(runs)).toBe(1);
  });
});

describe('a run on samples', () => {
  it('tells of samples only, with what they are and what came out', async () => {
    const id = await started({ problem: problem.slug, samples: true });
    const claim = await claimed();
    expect(claim.stdin).toBeNull();
    expect(await seen(id)).toMatchObject({ samples: true, tests: [], testsTotal: 1 });
    await finishRun(server.db, claim, { tests: threeResults().slice(0, 1) });
    const { tests } = await seen(id);
    expect(tests).toEqual([expect.objectContaining({ name: 'sample/1', verdict: 'accepted', message: 'message on sample/1', answer: 'answer of sample/1\n', output: 'output on sample/1' })]);
    expect(JSON.stringify(tests)).not.toContain('judge message');
  });
});

describe('a run that cannot be', () => {
  it.each([
    ['a language that no judge has', { language: 'rust' }, 422, ['language']],
    ['a problem that is not there', { problem: 'nowhere' }, 404, undefined],
    ['samples of no problem', { samples: true }, 422, ['problem']],
    ['samples and an input', { problem: 'x', samples: true, stdin: '' }, 422, ['stdin']],
    ['NUL in the input', { stdin: '\u0000' }, 422, ['stdin']],
    ['too much input', { stdin: 'x'.repeat(1_000_001) }, 422, ['stdin']],
    ['packages of its own', { dependencies: ['numpy'] }, 422, ['dependencies']],
    ['a limit beyond what is given', { limits: { timeLimitMs: 10_001 } }, 422, ['limits.timeLimitMs']],
    ['a program that is too large', { files: [{ name: 'a.cpp', content: 'x'.repeat(200_000) }] }, 413, ['files']],
  ])('is refused: %s', async (_what, more, status, fields) => {
    const answer = await owner.call('POST', '/api/v1/runs', program(more));
    expect([answer.status, (answer.body.error.details as { path: string }[] | undefined)?.map(({ path }) => path)]).toEqual([status, fields]);
  });

  it('is refused where the problem may not be seen or has no samples', async () => {
    const hidden = await createProblem(server.db, { visibility: 'private' });
    expect((await owner.call('POST', '/api/v1/runs', program({ problem: hidden.slug }))).status).toBe(404);
    const bare = await createThreeTests(server.db, { tests: [{ name: 'secret/1', group: 'secret', sample: false, input: { path: 'a', hash: 'a'.repeat(64), size: 0 }, answer: { path: 'a', hash: 'a'.repeat(64), size: 0 }, validatorArgs: [] }] });
    expect((await owner.call('POST', '/api/v1/runs', program({ problem: bare.slug, samples: true }))).body.error.message).toMatch(/no samples/);
  });

  it('is refused while enough others are under way, also where all come at once', async () => {
    const answers = await Promise.all(Array.from({ length: MOST_UNFINISHED_RUNS + 3 }, () => owner.call('POST', '/api/v1/runs', program())));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(MOST_UNFINISHED_RUNS).fill(201), 429, 429, 429]);
    await finishRun(server.db, await claimed(), { outcome });
    await started();
  });

  it('is not, however many are under way, for a token of staff, which no limit holds for', async () => {
    const staff = await server.person('instructor');
    for (let n = 0; n <= MOST_UNFINISHED_RUNS; n++) expect((await staff.call('POST', '/api/v1/runs', program())).status).toBe(201);
  });
});

describe('judges', () => {
  const expire = (id: string) => server.db.update(runs).set({ leaseUntil: sql`now() - interval '1 second'` }).where(eq(runs.id, id));

  it('take over what another was lost with, whose late word then counts for nothing', async () => {
    const id = await started();
    const first = await claimed('first');
    expect(await claimRun(server.db, { judge: 'second', languages: ['cpp'] })).toBeNull();
    await expire(id);
    const second = await claimed('second');
    expect(second.attempt).toBe(2);
    expect(await noteRun(server.db, first, { stdout: 'late' })).toBe(false);
    expect(await finishRun(server.db, first, { stdout: 'late' })).toBe(false);
    expect((await seen(id)).stdout).toBe('');
    expect(await finishRun(server.db, second, { outcome })).toBe(true);
    expect(await finishRun(server.db, second, { outcome })).toBe(false);
  });

  it('that are all lost with it leave a reason', async () => {
    const id = await started();
    for (const judge of ['first', 'second']) {
      await claimed(judge);
      await expire(id);
    }
    expect(await claimRun(server.db, { judge: 'third', languages: ['cpp'] })).toBeNull();
    await settleRuns(server.db);
    expect(await seen(id)).toMatchObject({ state: 'finished', failure: expect.stringContaining('Run it again') as string });
  });

  it('that give one back have not tried it', async () => {
    const id = await started();
    for (let turn = 0; turn < 5; turn++) await releaseRun(server.db, await claimed());
    expect(await seen(id)).toMatchObject({ state: 'queued' });
  });

  it('find none a day later', async () => {
    const id = await started();
    await server.db.update(runs).set({ queuedAt: sql`now() - interval '25 hours'` });
    await deleteOldRuns(server.db);
    expect((await owner.call('GET', `/api/v1/runs/${id}`)).status).toBe(404);
  });
});

describe('whoever watches a run', () => {
  it('is told all of it as it comes, and nobody else is', async () => {
    const id = await started({ stdin: '' });
    const stranger = await server.person('admin');
    const [mine, theirs] = [owner, stranger].map(({ token }) => io(server.url, { auth: { token }, transports: ['websocket'] }));
    const told: Run[] = [];
    mine!.on('run:changed', (run: Run) => told.push(run));
    try {
      expect(await theirs!.emitWithAck('watch', { kind: 'run', id })).toEqual({ error: 'not-found' });
      expect(await theirs!.emitWithAck('watch', { kind: 'run', id: 'none' })).toEqual({ error: 'not-found' });
      expect(await mine!.emitWithAck('watch', { kind: 'run', id })).toEqual({ ok: true });
      const claim = await claimed();
      await noteRun(server.db, claim, { stdout: 'so far' });
      await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ state: 'judging', stdout: 'so far' }), { timeout: 5_000 });
      await finishRun(server.db, claim, { stdout: 'so far, and on', outcome });
      await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ state: 'finished', stdout: 'so far, and on', exit: { code: 0 } }), { timeout: 5_000 });
      expect(told[0]).toMatchObject({ state: 'queued' });
      // Made up where the server had lost its own connection to the database.
      const second = await started({ stdin: '' });
      await mine!.emitWithAck('watch', { kind: 'run', id: second });
      const claimedNow = await claimed();
      const ended = await server.db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'arbiter server listens' and datname = current_database()`);
      expect(ended.rows).toHaveLength(1);
      await finishRun(server.db, claimedNow, { stdout: 'meanwhile', outcome });
      await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ id: second, state: 'finished', stdout: 'meanwhile' }), { timeout: 10_000 });
    } finally {
      mine!.close();
      theirs!.close();
    }
  });
});
