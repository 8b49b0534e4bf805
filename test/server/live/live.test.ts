import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Progress } from '#contract/live.js';
import { finishJudging, releaseJudging } from '#database/queue.js';
import { notify } from '#database/notify.js';
import { startTestServer, type Person, type TestServer } from '#test/support/server.js';
import { aResult, createProblem, createSubmission } from '#test/support/world.js';
import { claimOf, createThreeTests, JUDGE, startJudge, threeResults } from '../submissions/judged.js';
import { connectWatcher, type Watcher } from './watcher.js';

let server: TestServer;
let owner: Person;
let stranger: Person;
let instructor: Person;
let problem: { id: string; slug: string; versionId: string };
const open: Watcher[] = [];

beforeAll(async () => {
  server = await startTestServer();
  owner = await server.person();
  stranger = await server.person();
  instructor = await server.person('instructor');
  problem = await createThreeTests(server.db);
  await startJudge(server.db);
});
afterEach(() => open.splice(0).forEach((watcher) => watcher.close()));
afterAll(() => server.close());

async function connect(who: { token: unknown } | { headers: Record<string, string> } | null, url = server.url): Promise<Watcher> {
  const watcher = await connectWatcher(url, who && ('token' in who ? { token: who.token } : who));
  open.push(watcher);
  return watcher;
}
const submitted = async () => (await createSubmission(server.db, { problem, accountId: owner.id })).id;
const test = (index: number): Progress['latest'][number] => ({ index, verdict: 'accepted', cpuMs: index, wallMs: index, peakMemoryKib: 100 });
const say = (id: string, progress: Partial<Progress>) => notify(server.db, 'submission_progress', { id, state: 'judging', testsDone: 0, testsTotal: 3, latest: [], ...progress });
const soon = (assert: () => void) => vi.waitFor(assert, { timeout: 5_000, interval: 10 });
const result = () => aResult({ verdict: 'wrong-answer', tests: threeResults(), reason: 'inner reason' });

async function cookieOf(username: string): Promise<string> {
  const password = 'a long enough password';
  await server.anonymous('POST', '/api/v1/accounts', { username, email: `${username}@example.org`, password });
  const signedIn = await server.anonymous('POST', '/api/v1/session', { username, password });
  return signedIn.headers.get('set-cookie')!.split(';')[0]!;
}

describe('the handshake', () => {
  it('knows a program by its token, and refuses one that is not valid', async () => {
    const watcher = await connect(owner);
    expect(await watcher.watch('submission', await submitted())).toEqual({ ok: true });
    for (const token of ['wrong', '', 7, { length: 1 }]) await expect(connect({ token })).rejects.toThrow(/^not-signed-in$/);
  });

  it('knows a browser by its cookie', async () => {
    const cookie = await cookieOf('with-cookie');
    const me = await server.anonymous('GET', '/api/v1/me', undefined, { cookie });
    const { id } = await createSubmission(server.db, { problem, accountId: (me.body as { id: string }).id });
    const watcher = await connect({ headers: { cookie } });
    expect(await watcher.watch('submission', id)).toEqual({ ok: true });
  });

  it("takes no cookie that comes from another site's page", async () => {
    const cookie = await cookieOf('attacked');
    await expect(connect({ headers: { cookie, origin: 'https://evil.example' } })).rejects.toThrow();
    await expect(connect({ headers: { cookie, origin: server.url, 'sec-fetch-site': 'cross-site' } })).rejects.toThrow();
    await connect({ headers: { cookie, origin: server.url } });
  });

  it('lets anybody watch the queue, and nobody who is unknown a submission', async () => {
    const watcher = await connect(null);
    expect(await watcher.watch('queue', 'all')).toEqual({ ok: true });
    expect(watcher.queue).toHaveLength(1);
    expect(await watcher.watch('submission', await submitted())).toEqual({ error: 'not-found' });
  });
});

describe('watching a submission', () => {
  it('is not for strangers, who hear nothing of it', async () => {
    const id = await submitted();
    const claim = await claimOf(server.db, id);
    const [spy, mine] = [await connect(stranger), await connect(owner)];
    expect(await spy.watch('submission', id)).toEqual({ error: 'not-found' });
    expect(await spy.watch('submission', '00000000-0000-4000-8000-000000000000')).toEqual({ error: 'not-found' });
    await mine.watch('submission', id);
    await say(id, { testsDone: 1, latest: [test(1)] });
    await finishJudging(server.db, claim, result());
    await soon(() => expect(mine.finished).toHaveLength(1));
    expect(await spy.watch('queue', 'all')).toEqual({ ok: true });
    expect([spy.progress, spy.finished]).toEqual([[], []]);
  });

  it('brings its owner progress and the end, without what is secret', async () => {
    const id = await submitted();
    const watcher = await connect(owner);
    await watcher.watch('submission', id);
    expect(watcher.progress).toEqual([{ id, state: 'queued', testsDone: 0, testsTotal: 3, latest: [] }]);
    const claim = await claimOf(server.db, id);
    await say(id, { compiled: true, testsDone: 1, latest: [test(1)] });
    await soon(() => expect(watcher.progress.at(-1)).toMatchObject({ id, state: 'judging', compiled: true, testsDone: 1, latest: [{ index: 1 }] }));
    await finishJudging(server.db, claim, result());
    await soon(() => expect(watcher.finished).toHaveLength(1));
    expect(watcher.finished[0]).toEqual((await owner.call('GET', `/api/v1/submissions/${id}`)).body);
    const text = JSON.stringify(watcher.finished);
    for (const hidden of ['judge message', 'inner reason', 'on secret/1', 'of secret/1', JUDGE]) expect(text).not.toContain(hidden);
  });

  it('brings staff more of the same submission', async () => {
    const id = await submitted();
    const [mine, staff] = [await connect(owner), await connect(instructor)];
    await Promise.all([mine.watch('submission', id), staff.watch('submission', id)]);
    await finishJudging(server.db, await claimOf(server.db, id), result());
    await soon(() => expect([mine.finished.length, staff.finished.length]).toEqual([1, 1]));
    expect(staff.finished[0]).toEqual((await instructor.call('GET', `/api/v1/submissions/${id}`)).body);
    expect(staff.finished[0]).toMatchObject({ reason: 'inner reason', judge: JUDGE });
    expect(mine.finished[0]).not.toHaveProperty('reason');
  });

  it('tells whoever comes late all that was said before', async () => {
    const id = await submitted();
    const claim = await claimOf(server.db, id);
    const early = await connect(owner);
    await early.watch('submission', id);
    await say(id, {});
    await say(id, { compiled: true, testsDone: 1, latest: [test(1)] });
    await say(id, { compiled: true, testsDone: 2, latest: [test(2)] });
    await soon(() => expect(early.progress.at(-1)?.testsDone).toBe(2));
    const late = await connect(owner);
    await late.watch('submission', id);
    expect(late.progress).toEqual([{ id, state: 'judging', compiled: true, testsDone: 2, testsTotal: 3, latest: [test(1), test(2)] }]);
    await finishJudging(server.db, claim, result());
    await soon(() => expect(late.finished).toHaveLength(1));
    const afterwards = await connect(owner);
    await afterwards.watch('submission', id.toUpperCase());
    expect(afterwards.finished).toMatchObject([{ id, verdict: 'wrong-answer' }]);
    expect(afterwards.progress).toEqual([]);
  });

  it('begins anew with a new attempt, and forgets the old one', async () => {
    const id = await submitted();
    const claim = await claimOf(server.db, id);
    const early = await connect(owner);
    await early.watch('submission', id);
    await say(id, { compiled: true, testsDone: 2, latest: [test(1), test(2)] });
    await soon(() => expect(early.progress.at(-1)?.testsDone).toBe(2));
    expect(await releaseJudging(server.db, claim)).toBe(true);
    const waiting = await connect(owner);
    await waiting.watch('submission', id);
    expect(waiting.progress).toEqual([{ id, state: 'queued', testsDone: 0, testsTotal: 3, latest: [] }]);
    await claimOf(server.db, id);
    await say(id, {});
    await soon(() => expect(early.progress.at(-1)?.testsDone).toBe(0));
    const late = await connect(owner);
    await late.watch('submission', id);
    expect(late.progress).toMatchObject([{ state: 'judging', testsDone: 0, latest: [] }]);
  });

  it('ends with unwatch', async () => {
    const id = await submitted();
    const [left, stays] = [await connect(owner), await connect(owner)];
    await Promise.all([left.watch('submission', id), stays.watch('submission', id)]);
    expect(await left.unwatch('submission', id)).toEqual({ ok: true });
    const heard = left.progress.length;
    await finishJudging(server.db, await claimOf(server.db, id), result());
    await soon(() => expect(stays.finished).toHaveLength(1));
    expect(await left.watch('queue', 'all')).toEqual({ ok: true });
    expect([left.finished.length, left.progress.length]).toEqual([0, heard]);
  });

  it('is made up after the server lost its own connection to the database', async () => {
    const id = await submitted();
    const claim = await claimOf(server.db, id);
    const watcher = await connect(owner);
    await watcher.watch('submission', id);
    const ended = await server.db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'arbiter server listens' and datname = current_database()`);
    expect(ended.rows).toHaveLength(1);
    await finishJudging(server.db, claim, result());
    await soon(() => expect(watcher.finished).toMatchObject([{ id, verdict: 'wrong-answer' }]));
  });
});

describe('watching the queue', () => {
  it('tells its length now and when it changes, but not more than twice a second', async () => {
    const watcher = await connect(null);
    await watcher.watch('queue', 'all');
    // What earlier tests changed is told by now.
    await new Promise((resolve) => setTimeout(resolve, 700));
    const before = watcher.queue.length;
    const { queued } = watcher.queue.at(-1)!;
    await Promise.all(Array.from({ length: 20 }, submitted));
    await soon(() => expect(watcher.queue.at(-1)!.queued).toBe(queued + 20));
    expect(watcher.queue.length - before).toBeLessThanOrEqual(3);
  });
});

describe('watching a problem', () => {
  it('tells its watcher of their own submissions to it, of those under way at once, and nobody else', async () => {
    const waiting = await submitted();
    const watcher = await connect(owner);
    const other = await connect(stranger);
    const staff = await connect(instructor);
    for (const each of [watcher, other, staff]) expect(await each.watch('problem', problem.slug)).toEqual({ ok: true });
    expect(watcher.progress.filter(({ id }) => id === waiting)).toEqual([{ id: waiting, state: 'queued', testsDone: 0, testsTotal: 3, latest: [] }]);

    const later = await submitted();
    const claim = await claimOf(server.db, later);
    await say(later, { compiled: true, testsDone: 1, latest: [test(1)] });
    await soon(() => expect(watcher.progress.filter(({ id }) => id === later)).toHaveLength(1));
    await finishJudging(server.db, claim, result());
    await soon(() => expect(watcher.finished.filter(({ id }) => id === later)).toHaveLength(1));
    expect(watcher.finished.at(-1)).toMatchObject({ seenAs: 'owner', state: 'finished', verdict: 'wrong-answer' });
    expect(JSON.stringify(watcher.finished)).not.toContain('inner reason');
    expect([...other.progress, ...other.finished, ...staff.progress, ...staff.finished]).toEqual([]);
  });

  it('tells of each once, also where the submission is watched as well, and of none of another problem', async () => {
    const elsewhere = await createThreeTests(server.db);
    const watcher = await connect(owner);
    await watcher.watch('problem', problem.slug);
    const id = await submitted();
    await watcher.watch('submission', id);
    const { id: foreign } = await createSubmission(server.db, { problem: elsewhere, accountId: owner.id });
    for (const each of [id, foreign]) await finishJudging(server.db, await claimOf(server.db, each), result());
    await soon(() => expect(watcher.finished.map((submission) => submission.id)).toContain(id));
    expect(watcher.finished.map((submission) => submission.id)).toEqual([id]);
    await watcher.unwatch('problem', problem.slug);
    const after = await submitted();
    await finishJudging(server.db, await claimOf(server.db, after), result());
    expect(await watcher.watch('submission', after)).toEqual({ ok: true });
    expect(watcher.finished.map((submission) => submission.id)).toEqual([id, after]);
  });

  it('is for whoever may see the problem and is signed in', async () => {
    const hidden = await createProblem(server.db, { visibility: 'private' });
    expect(await (await connect(owner)).watch('problem', hidden.slug)).toEqual({ error: 'not-found' });
    expect(await (await connect(null)).watch('problem', problem.slug)).toEqual({ error: 'not-signed-in' });
  });
});

describe('a socket that asks for too much', () => {
  it.each([
    ['an unknown kind', { kind: 'account', id: 'x' }],
    ['no id', { kind: 'queue' }],
    ['NUL in an id', { kind: 'contest', id: 'a\0b' }],
    ['nothing', null],
    ['a list', [1]],
  ])('is told that %s is not valid', async (_what, wanted) => {
    const watcher = await connect(owner);
    expect(await watcher.socket.timeout(5_000).emitWithAck('watch', wanted as never)).toEqual({ error: 'validation-failed' });
  });

  it('finds no contest or problem that is not there', async () => {
    const watcher = await connect(owner);
    for (const kind of ['contest', 'problem']) expect(await watcher.watch(kind, 'finals'), kind).toEqual({ error: 'not-found' });
  });

  it('gets 200 watches, also when it asks for all at once, and one more for one given back', async () => {
    const ids = await Promise.all(Array.from({ length: 202 }, submitted));
    const watcher = await connect(owner);
    const answers = await Promise.all(ids.map((id) => watcher.watch('submission', id)));
    expect(answers.filter((answer) => 'ok' in answer)).toHaveLength(200);
    expect(answers.filter((answer) => 'error' in answer)).toEqual([{ error: 'rate-limited' }, { error: 'rate-limited' }]);
    const watched = ids.filter((_id, index) => 'ok' in answers[index]!);
    const refused = ids.find((_id, index) => 'error' in answers[index]!)!;
    expect(await watcher.watch('submission', watched[0]!)).toEqual({ ok: true });
    await watcher.unwatch('submission', watched[0]!);
    expect(await watcher.watch('submission', refused)).toEqual({ ok: true });
  });

  it('is slowed down after 300 messages in ten seconds', async () => {
    const watcher = await connect(stranger);
    const answers = await Promise.all(Array.from({ length: 310 }, () => watcher.unwatch('queue', 'all')));
    expect(answers.slice(0, 300).every((answer) => 'ok' in answer)).toBe(true);
    expect(answers.slice(300).every((answer) => 'error' in answer && answer.error === 'rate-limited')).toBe(true);
  });

  it('is cut off when a message is larger than 4 KiB', async () => {
    const watcher = await connect(owner);
    const ended = new Promise((resolve) => watcher.socket.once('disconnect', resolve));
    watcher.socket.emit('watch', { kind: 'queue', id: 'x'.repeat(5_000) }, () => undefined);
    await ended;
    expect(watcher.socket.connected).toBe(false);
  });
});
