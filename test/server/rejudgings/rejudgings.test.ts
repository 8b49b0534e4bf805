import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Verdict } from '#contract/verdict.js';
import { MOST_REJUDGED, type RejudgedSubmission, type Rejudging } from '#contract/rejudging.js';
import { claimJudging, finishJudging } from '#database/queue.js';
import { startTestServer, type Person, type TestServer } from '#test/support/server.js';
import { aResult, createProblem, createSubmission } from '#test/support/world.js';
import { connectWatcher } from '../live/watcher.js';
import { JUDGE, claimOf, startJudge } from '../submissions/judged.js';

let server: TestServer;
let staff: Person;
let student: Person;
let problem: { id: string; slug: string; versionId: string };
beforeAll(async () => {
  server = await startTestServer();
  [staff, student] = await Promise.all([server.person('instructor'), server.person()]);
});
afterAll(() => server.close());
beforeEach(async () => {
  await startJudge(server.db);
  problem = await createProblem(server.db);
});

async function judged(verdict: Verdict): Promise<string> {
  const { id } = await createSubmission(server.db, { problem, accountId: student.id });
  await finishJudging(server.db, await claimOf(server.db, id), aResult({ verdict }));
  return id;
}
const start = (body: object) => staff.call('POST', '/api/v1/rejudgings', body);
const get = async (id: string) => (await staff.call('GET', `/api/v1/rejudgings/${id}`)).body as Rejudging;
/** Judges all that waits in the background. */
async function judgeAll(verdict: Verdict): Promise<void> {
  for (let claim = await claimJudging(server.db, { judge: JUDGE, languages: ['cpp'] }); claim; claim = await claimJudging(server.db, { judge: JUDGE, languages: ['cpp'] })) {
    await finishJudging(server.db, claim, aResult({ verdict, reason: verdict === 'judge-error' ? 'no disk' : null }));
  }
}

describe('rejudgings', () => {
  it('are counted, begun, watched, shown and applied', async () => {
    const [right, wrong] = [await judged('accepted'), await judged('wrong-answer')];
    expect((await staff.call('POST', '/api/v1/rejudgings/preview', { problem: problem.slug, verdicts: ['accepted'] })).body).toEqual({ submissions: 1, people: 1, version: 1 });
    const begun = await start({ problem: problem.slug, reason: 'The third test was wrong' });
    expect(begun.status).toBe(201);
    const { id } = begun.body as { id: string };
    expect(await get(id)).toMatchObject({ state: 'running', total: 2, done: 0, problem: problem.slug, version: 1, user: staff.username, reason: 'The third test was wrong', waitsForTimeLimit: false });

    const owner = await connectWatcher(server.url, { token: student.token });
    await owner.watch('submission', right);
    await vi.waitFor(() => expect(owner.finished).toHaveLength(1));
    const watcher = await connectWatcher(server.url, { token: staff.token });
    const heard: unknown[] = [];
    watcher.socket.on('rejudging:changed', (progress) => heard.push(progress));
    expect(await watcher.watch('rejudging', id)).toEqual({ ok: true });
    expect(await owner.watch('rejudging', id)).toEqual({ error: 'not-found' });

    await judgeAll('wrong-answer');
    await vi.waitFor(() => expect(heard.at(-1)).toEqual({ id, state: 'ready', total: 2, done: 2, failed: 0, changed: 1 }), 5_000);
    expect(owner.finished).toHaveLength(1);
    expect(owner.progress).toEqual([]);
    expect((await student.call('GET', `/api/v1/submissions/${right}`)).body).toMatchObject({ verdict: 'accepted' });
    expect(await get(id)).toMatchObject({ state: 'ready', people: { gained: 0, lost: 1, rows: [{ user: student.username, solvedBefore: true, solvedAfter: false }] } });
    const rows = (await staff.call('GET', `/api/v1/rejudgings/${id}/submissions`)).body as { items: RejudgedSubmission[] };
    expect(rows.items).toMatchObject([{ submission: right, user: student.username, old: { verdict: 'accepted', version: 1 }, new: { verdict: 'wrong-answer' }, outcome: 'applies' }]);
    const all = (await staff.call('GET', `/api/v1/rejudgings/${id}/submissions?show=all&limit=1`)).body as { items: RejudgedSubmission[]; nextCursor: string };
    const rest = (await staff.call('GET', `/api/v1/rejudgings/${id}/submissions?show=all&limit=1&cursor=${all.nextCursor}`)).body as { items: RejudgedSubmission[]; nextCursor: null };
    expect([...all.items, ...rest.items].map(({ submission }) => submission)).toEqual([wrong, right]);

    expect(await staff.call('POST', `/api/v1/rejudgings/${id}/apply`)).toMatchObject({ status: 200, body: { applied: 2, stale: 0, failed: 0 } });
    await vi.waitFor(() => expect(owner.finished.at(-1)).toMatchObject({ id: right, verdict: 'wrong-answer' }), 5_000);
    await vi.waitFor(() => expect(heard.at(-1)).toMatchObject({ state: 'applied' }), 5_000);
    expect((await student.call('GET', `/api/v1/submissions?problem=${problem.slug}`)).body).toMatchObject({ items: [{ verdict: 'wrong-answer' }, { verdict: 'wrong-answer' }] });
    expect(await staff.call('POST', `/api/v1/rejudgings/${id}/apply`)).toMatchObject({ status: 409 });
    expect(await staff.call('POST', `/api/v1/rejudgings/${id}/cancel`)).toMatchObject({ status: 409 });
    owner.close();
    watcher.close();
  });

  it('are cancelled, and then change nothing', async () => {
    const submission = await judged('accepted');
    const { id } = (await start({ submissions: [submission] })).body as { id: string };
    expect((await staff.call('POST', `/api/v1/rejudgings/${id}/apply`)).status).toBe(409);
    expect((await staff.call('POST', `/api/v1/rejudgings/${id}/cancel`)).status).toBe(204);
    expect(await get(id)).toMatchObject({ state: 'cancelled', endedBy: staff.username, problem: null, version: null });
    expect((await student.call('GET', `/api/v1/submissions/${submission}`)).body).toMatchObject({ verdict: 'accepted', state: 'finished' });
  });

  it('tell what the judge failed at, and keep the old verdict there', async () => {
    const submission = await judged('accepted');
    const { id } = (await start({ problem: problem.slug })).body as { id: string };
    await judgeAll('judge-error');
    expect(await get(id)).toMatchObject({ failed: 1, outcomes: { failed: 1, applies: 0 } });
    const failed = (await staff.call('GET', `/api/v1/rejudgings/${id}/submissions?show=failed`)).body as { items: RejudgedSubmission[] };
    expect(failed.items).toMatchObject([{ submission, outcome: 'failed', new: { verdict: 'judge-error', reason: 'no disk' } }]);
    expect((await staff.call('POST', `/api/v1/rejudgings/${id}/apply`)).body).toEqual({ applied: 0, stale: 0, failed: 1 });
    expect((await student.call('GET', `/api/v1/submissions/${submission}`)).body).toMatchObject({ verdict: 'accepted' });
    expect((await staff.call('GET', '/api/v1/judge-errors')).body).toMatchObject({ items: [] });
  });

  it('are listed, newest first, of all problems or of one', async () => {
    await judged('accepted');
    const ids = [];
    for (let each = 0; each < 3; each++) ids.push(((await start({ problem: problem.slug })).body as { id: string }).id);
    const first = (await staff.call('GET', `/api/v1/rejudgings?problem=${problem.slug}&limit=2`)).body as { items: { id: string; total: number }[]; nextCursor: string };
    expect(first.items.map(({ id, total }) => [id, total])).toEqual([[ids[2], 1], [ids[1], 1]]);
    const second = (await staff.call('GET', `/api/v1/rejudgings?problem=${problem.slug}&limit=2&cursor=${first.nextCursor}`)).body as { items: { id: string }[]; nextCursor: null };
    expect(second).toMatchObject({ items: [{ id: ids[0] }], nextCursor: null });
    expect(((await staff.call('GET', '/api/v1/rejudgings')).body as { items: { id: string }[] }).items.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
  });

  it('are begun once with the same Idempotency-Key', async () => {
    await judged('accepted');
    const send = () => staff.call('POST', '/api/v1/rejudgings', { problem: problem.slug }, { 'idempotency-key': `once-${problem.slug}` });
    const [first, second] = [await send(), await send()];
    expect(second.body).toEqual(first.body);
  });

  it.each([
    ['nothing named', {}, 422],
    ['two things named', { contest: 'y', submissions: ['00000000-0000-4000-8000-000000000000'] }, 422],
    ['a contest, of which there is none', { contest: 'x' }, 404],
    ['a version without a problem', { contest: 'x', version: 1 }, 422],
    ['a problem that is not there', { problem: 'not-there-at-all' }, 404],
    ['a filter without a problem', { submissions: ['7b1f1c3e-0000-4000-8000-000000000000'], language: 'cpp' }, 422],
    ['submissions that are not there', { submissions: ['7b1f1c3e-0000-4000-8000-000000000000'] }, 422],
    ['ids that are none', { submissions: ['x'] }, 422],
  ])('are refused: %s', async (_what, body, status) => {
    expect((await start(body)).status).toBe(status);
  });

  it('are refused a version that the problem does not have, and a problem that nobody has submitted to', async () => {
    expect((await start({ problem: problem.slug })).body).toMatchObject({ error: { code: 'validation-failed', message: 'No submission fits.' } });
    await judged('accepted');
    expect((await start({ problem: problem.slug, version: 2 })).body).toMatchObject({ error: { code: 'validation-failed', details: [{ path: 'version' }] } });
  });

  it('of more submissions than are judged again as one are refused, with the number and what to do', { timeout: 120_000 }, async () => {
    await server.db.execute(sql`
      with sent as (insert into submissions (problem_id, account_id, language) select ${problem.id}::uuid, ${student.id}::uuid, 'cpp' from generate_series(0, ${MOST_REJUDGED}::int) returning id)
      insert into judgings (submission_id, version_id, priority, account_id, language, attempt, claimed_at, finished_at, verdict) select id, ${problem.versionId}::uuid, 1, ${student.id}::uuid, 'cpp', 1, now(), now(), 'accepted' from sent`);
    const many = await start({ problem: problem.slug });
    expect(many).toMatchObject({ status: 422, body: { error: { code: 'validation-failed', details: [{ path: 'problem', message: expect.stringMatching(/^50001 submissions fit, and 50000 at most/) as unknown }] } } });
    expect((await server.db.execute(sql`select from rejudgings where problem_id = ${problem.id}`)).rowCount).toBe(0);
    await server.db.execute(sql`delete from submissions where problem_id = ${problem.id}`);
  });

  it('of whatever problem are begun, applied and cancelled by all staff, and by no student', async () => {
    const [owner, other] = [await server.person('instructor'), await server.person('instructor')];
    problem = await createProblem(server.db, { ownerId: owner.id, visibility: 'private' });
    const submission = await judged('wrong-answer');
    expect((await other.call('PATCH', `/api/v1/problems/${problem.slug}`, { tags: [] })).status).toBe(403);
    const [first, second] = [await other.call('POST', '/api/v1/rejudgings', { problem: problem.slug }), await other.call('POST', '/api/v1/rejudgings', { submissions: [submission] })];
    expect([first.status, second.status]).toEqual([201, 201]);
    await judgeAll('accepted');
    const third = await server.person('instructor');
    expect((await third.call('POST', `/api/v1/rejudgings/${first.body.id}/apply`)).body).toEqual({ applied: 1, stale: 0, failed: 0 });
    expect((await third.call('POST', `/api/v1/rejudgings/${second.body.id}/cancel`)).status).toBe(204);
    expect(await get(first.body.id as string)).toMatchObject({ user: other.username, endedBy: third.username });
    for (const call of [student.call('POST', '/api/v1/rejudgings', { problem: problem.slug }), student.call('POST', '/api/v1/rejudgings', { submissions: [submission] }), student.call('GET', `/api/v1/rejudgings/${first.body.id}`), student.call('POST', `/api/v1/rejudgings/${first.body.id}/apply`)]) expect((await call).status).toBe(403);
  });
});
