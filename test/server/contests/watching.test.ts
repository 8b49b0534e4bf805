/** What sockets tell of a contest, and to whom. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Clarification } from '#contract/clarification.js';
import type { Scoreboard, ScoreboardChange } from '#contract/scoreboard.js';
import { inTransaction } from '#database/connect.js';
import { insertProblemVersion } from '#database/problems.js';
import type { Person, TestServer } from '#test/support/server.js';
import { EMPTY, aPackage } from '#test/support/world.js';
import { connectWatcher } from '../live/watcher.js';
import { startContestWorld, type ContestWorld } from './world.js';

let server: TestServer;
let jury: Person;
let world: ContestWorld;
beforeAll(async () => {
  world = await startContestWorld();
  ({ server, jury } = world);
});
afterAll(() => server.close());

const everybody = () => ({ call: server.anonymous });

async function listener(person: Person | null) {
  const watcher = await connectWatcher(server.url, person === null ? null : { token: person.token });
  const changes: (ScoreboardChange & { asPublic?: true })[] = [];
  const clarifications: Clarification[] = [];
  const states: unknown[] = [];
  watcher.socket.on('contest:state', (state) => states.push(state));
  watcher.socket.on('scoreboard:changed', (change) => changes.push(change));
  watcher.socket.on('clarification:posted', (clarification) => clarifications.push(clarification));
  return { watcher, changes, clarifications, states };
}

describe('who watches a contest', () => {
  it('is told the rows that change, with seqs that follow each other, the public nothing of a freeze', async () => {
    const { slug, problems } = await world.contest({ freezeSeconds: 4.5 * 3600 });
    const person = await world.join(slug);
    const [open, staff] = [await listener(null), await listener(jury)];
    for (const each of [open, staff]) expect(await each.watcher.watch('contest', slug)).toEqual({ ok: true });
    const start = { open: await world.board(slug, everybody()), staff: await world.board(slug, jury) };
    const id = await world.submit(person, problems[0]!, slug);
    await vi.waitFor(() => expect(open.changes).toHaveLength(1), { timeout: 5_000 });
    expect(open.changes[0]).toMatchObject({ from: start.open.seq, seq: start.open.seq + 1, rows: [{ solved: 0, cells: [{ pending: 1 }, {}] }] });
    await vi.waitFor(() => expect(staff.changes).toHaveLength(1), { timeout: 5_000 });
    await world.judge(id, 'accepted');
    await vi.waitFor(() => expect(staff.changes).toHaveLength(2), { timeout: 5_000 });
    expect(staff.changes[1]).toMatchObject({ from: start.staff.seq + 1, seq: start.staff.seq + 2, rows: [{ solved: 1 }] });
    expect(open.changes).toHaveLength(1);
    open.watcher.close();
    staff.watcher.close();
  });

  it('is told of the first change though nobody has asked for the board yet, and of what somebody else has asked for first', async () => {
    const { slug, problems } = await world.contest();
    const person = await world.join(slug);
    const { watcher, changes } = await listener(null);
    await watcher.watch('contest', slug);
    const id = await world.submit(person, problems[0]!, slug);
    await vi.waitFor(() => expect(changes.at(-1)?.rows).toMatchObject([{ cells: [{ pending: 1 }, {}] }]), { timeout: 5_000 });
    await world.judge(id, 'accepted');
    // Whoever asks now brings the board up to date before its watchers are told.
    for (let solved = 0; solved !== 1; ) solved = (await world.board(slug, everybody())).rows[0]!.solved;
    await vi.waitFor(() => expect(changes.at(-1)?.rows).toMatchObject([{ solved: 1 }]), { timeout: 5_000 });
    watcher.close();
  });

  it('is told at once that a problem has a new version, but before the start the jury alone', async () => {
    const running = await world.contest();
    const upcoming = await world.contest({ startsAt: new Date(Date.now() + 3_600_000).toISOString() });
    const publish = (problem: { slug: string }, name: string) =>
      inTransaction(server.db, (tx) => insertProblemVersion(tx, { slug: problem.slug, package: aPackage({ names: { en: name } }), findings: [], archiveHash: EMPTY, blobHashes: [], createdBy: jury.id }));
    const heard = async (slug: string, person: Person | null) => {
      const each = await listener(person);
      expect(await each.watcher.watch('contest', slug)).toEqual({ ok: true });
      await vi.waitFor(() => expect(each.states).toHaveLength(1), { timeout: 5_000 });
      return each;
    };
    const [open, staff, early, earlyStaff] = [await heard(running.slug, null), await heard(running.slug, jury), await heard(upcoming.slug, null), await heard(upcoming.slug, jury)];
    const before = await world.board(running.slug, everybody());
    await publish(running.problems[0]!, 'Mended');
    for (const each of [open, staff]) await vi.waitFor(() => expect(each.states).toHaveLength(2), { timeout: 5_000 });
    expect(open.states[1]).toMatchObject({ contest: running.slug, seq: before.seq + 1 });
    expect((await world.board(running.slug, everybody())).problems.map(({ name }) => name)).toEqual(['Mended', 'Hello World!']);
    await publish(upcoming.problems[1]!, 'Mended too');
    await vi.waitFor(() => expect(earlyStaff.states).toHaveLength(2), { timeout: 5_000 });
    await publish(running.problems[0]!, 'Mended again');
    await vi.waitFor(() => expect(open.states).toHaveLength(3), { timeout: 5_000 });
    expect(early.states).toHaveLength(1);
    for (const each of [open, staff, early, earlyStaff]) each.watcher.close();
  });

  it('hears an answer where it is for them, and an announcement', async () => {
    const { slug } = await world.contest();
    const [asker, other] = [await world.join(slug), await world.join(slug)];
    const [a, b] = [await listener(asker), await listener(other)];
    for (const each of [a, b]) await each.watcher.watch('contest', slug);
    const asked = await asker.call('POST', `/api/v1/contests/${slug}/clarifications`, { problem: 'A', question: 'Is n positive?' });
    const id = (asked.body as { id: string }).id;
    expect((await other.call('GET', `/api/v1/contests/${slug}/clarifications`)).body).toEqual({ items: [] });
    await jury.call('PUT', `/api/v1/contests/${slug}/clarifications/${id}`, { answer: 'Yes.' });
    await vi.waitFor(() => expect(a.clarifications.at(-1)).toMatchObject({ contest: slug, problem: 'A', answer: 'Yes.' }), { timeout: 5_000 });
    expect(b.clarifications).toEqual([]);
    await jury.call('POST', `/api/v1/contests/${slug}/clarifications`, { announcement: 'Pizza.' });
    await vi.waitFor(() => expect(b.clarifications).toMatchObject([{ question: null, answer: 'Pizza.' }]), { timeout: 5_000 });
    expect((await other.call('GET', `/api/v1/contests/${slug}/clarifications`)).body).toMatchObject({ items: [{ answer: 'Pizza.' }] });
    expect((await asker.call('POST', `/api/v1/contests/${slug}/clarifications`, { announcement: 'No pizza.' })).status).toBe(403);
    a.watcher.close();
    b.watcher.close();
  });

  it('goes on hearing of it after leaving it and coming back at once', async () => {
    const { slug } = await world.contest();
    const { watcher, clarifications } = await listener(await world.join(slug));
    await watcher.watch('contest', slug);
    for (const tea of ['First tea.', 'Second tea.', 'Third tea.']) {
      // All at once: each is looked up in its own time, and the last word counts.
      await Promise.all(Array.from({ length: 20 }, () => [watcher.unwatch('contest', slug), watcher.watch('contest', slug)]).flat());
      await jury.call('POST', `/api/v1/contests/${slug}/clarifications`, { announcement: tea });
      await vi.waitFor(() => expect(clarifications.at(-1)).toMatchObject({ answer: tea }), { timeout: 5_000 });
    }
    watcher.close();
  });

  it('hears as the jury what everybody else sees, if they like, beside what they see themselves', async () => {
    const { slug, problems } = await world.contest({ freezeSeconds: 4.5 * 3600 });
    const person = await world.join(slug);
    const { watcher, changes, clarifications, states } = await listener(jury);
    for (const kind of ['contest', 'contest-public']) expect(await watcher.watch(kind, slug)).toEqual({ ok: true });
    const start = (await jury.call('GET', `/api/v1/contests/${slug}/scoreboard?public=true`)).body as Scoreboard;
    await vi.waitFor(() => expect(states).toMatchObject([{ contest: slug }, { contest: slug, asPublic: true, state: 'frozen', seq: start.seq }]), { timeout: 5_000 });
    const shown = () => changes.filter(({ asPublic }) => asPublic);
    const id = await world.submit(person, problems[0]!, slug);
    await vi.waitFor(() => expect(shown()).toMatchObject([{ from: start.seq, seq: start.seq + 1, rows: [{ solved: 0, cells: [{ pending: 1 }, {}] }] }]), { timeout: 5_000 });
    await world.judge(id, 'accepted');
    await vi.waitFor(() => expect(changes.at(-1)).toMatchObject({ rows: [{ solved: 1 }] }), { timeout: 5_000 });
    expect(shown()).toHaveLength(1);

    // Either is left without the other.
    await watcher.unwatch('contest', slug);
    const own = changes.length - shown().length;
    await world.submit(person, problems[1]!, slug);
    await vi.waitFor(() => expect(shown()).toHaveLength(2), { timeout: 5_000 });
    expect(changes).toHaveLength(own + 2);
    const other = await listener(null);
    await other.watcher.watch('contest', slug);
    await jury.call('POST', `/api/v1/contests/${slug}/clarifications`, { announcement: 'Pizza.' });
    await vi.waitFor(() => expect(other.clarifications).toHaveLength(1), { timeout: 5_000 });
    await watcher.watch('contest', slug);
    await watcher.unwatch('contest-public', slug);
    await jury.call('POST', `/api/v1/contests/${slug}/clarifications`, { announcement: 'No pizza.' });
    await vi.waitFor(() => expect(clarifications.map(({ answer }) => answer)).toEqual(['No pizza.']), { timeout: 5_000 });
    for (const each of [watcher, other.watcher]) each.close();
  });

  it('goes on hearing what everybody sees after leaving whoever they took part with', async () => {
    const { slug, problems } = await world.contest();
    const [member, other] = [await world.join(slug), await world.join(slug)];
    const { watcher, changes } = await listener(member);
    for (const kind of ['contest', 'contest-public']) expect(await watcher.watch(kind, slug)).toEqual({ ok: true });
    const { items } = (await jury.call('GET', `/api/v1/contests/${slug}/registrations`)).body as { items: { id: string; members: string[] }[] };
    const left = items.find(({ members }) => members.includes(member.username))!;
    expect((await jury.call('PATCH', `/api/v1/contests/${slug}/registrations/${left.id}`, { members: [(await server.person()).username] })).status).toBe(200);
    // In its turn: by then they are where they belong.
    expect(await watcher.watch('contest', slug)).toEqual({ ok: true });
    changes.length = 0;
    await world.submit(other, problems[0]!, slug);
    await vi.waitFor(() => expect(changes.map(({ asPublic }) => asPublic ?? false).sort()).toEqual([false, true]), { timeout: 5_000 });
    watcher.close();
  });

  it('is not there for a private one', async () => {
    const { slug } = await world.contest({ visibility: 'private' });
    const { watcher } = await listener(null);
    for (const kind of ['contest', 'contest-public']) expect(await watcher.watch(kind, slug)).toEqual({ error: 'not-found' });
    watcher.close();
  });
});

describe('when the database was away', () => {
  it('tells watchers what was said meanwhile, and nothing twice', async () => {
    const { slug, problems } = await world.contest();
    const person = await world.join(slug);
    const heard = await listener(person);
    expect(await heard.watcher.watch('contest', slug)).toEqual({ ok: true });
    const announce = (announcement: string) => jury.call('POST', `/api/v1/contests/${slug}/clarifications`, { announcement });
    await announce('Before.');
    await vi.waitFor(() => expect(heard.clarifications).toHaveLength(1), { timeout: 5_000 });
    // Whoever listens is cut off, and what is said before it listens again is said to nobody.
    const cut = async () => {
      const { rows } = await server.db.execute<{ pid: number }>(sql`select pid from pg_stat_activity where datname = current_database() and application_name = 'arbiter server listens to contests'`);
      for (const { pid } of rows) await server.db.execute(sql`select pg_terminate_backend(${pid})`);
    };
    await server.db.transaction(async (tx) => {
      await tx.execute(sql`insert into clarifications (contest_id, answer, to_all, answered_at) select id, 'Meanwhile.', true, now() from contests where slug = ${slug}`);
    });
    await cut();
    await vi.waitFor(() => expect(heard.clarifications.map(({ answer }) => answer)).toEqual(['Before.', 'Meanwhile.']), { timeout: 10_000 });
    const id = await world.submit(person, problems[0]!, slug);
    await world.judge(id, 'accepted');
    await vi.waitFor(() => expect(heard.changes.at(-1)?.rows).toMatchObject([{ solved: 1 }]), { timeout: 5_000 });
    await cut();
    await announce('After.');
    await vi.waitFor(() => expect(heard.clarifications.map(({ answer }) => answer)).toEqual(['Before.', 'Meanwhile.', 'After.']), { timeout: 10_000 });
    heard.watcher.close();
  });
});
