/** A contest that is changed while people are at it: nothing is lost between two who change it, and nothing is shown that was hidden. */
import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Contest } from '#contract/contest.js';
import { USUAL_RULES } from '#contract/contest-rules.js';
import { inTransaction, type Transaction } from '#database/connect.js';
import { contests, participants } from '#database/contest-schema.js';
import { lockContest, selectOptionalContest, settleContests } from '#database/contests.js';
import { setCurrentVersion } from '#database/publications.js';
import { problemVersions } from '#database/schema.js';
import { insertSubmission } from '#database/submissions.js';
import { Boards } from '#server/contests/boards.js';
import type { Answer, Person, TestServer } from '#test/support/server.js';
import { aContest, aPackage, uniqueName } from '#test/support/world.js';
import { before, HOUR, send, startContestWorld, type ContestWorld } from './world.js';

let server: TestServer;
let world: ContestWorld;
beforeAll(async () => {
  world = await startContestWorld();
  ({ server } = world);
});
afterAll(() => server.close());

const everybody = () => ({ call: server.anonymous });
const get = async (slug: string, who: { call: Person['call'] } = world.jury): Promise<Contest> => (await who.call('GET', `/api/v1/contests/${slug}`)).body as Contest;
const patch = (slug: string, body: object) => world.jury.call('PATCH', `/api/v1/contests/${slug}`, body);
const idOf = async (slug: string): Promise<string> => (await selectOptionalContest(server.db, slug))!.contest.id;

/** In a transaction, with each of `meanwhile` begun, and waiting for it, before it is committed; `then`: what happens while all wait. */
async function whileOpen(work: (tx: Transaction) => Promise<unknown>, meanwhile: (() => Promise<Answer>)[], then: () => Promise<unknown> = () => Promise.resolve()): Promise<Answer[]> {
  const begun: Promise<Answer>[] = [];
  await inTransaction(server.db, async (tx) => {
    await work(tx);
    for (const each of meanwhile) {
      begun.push(each());
      await vi.waitFor(async () => {
        const waiting = await server.db.execute(sql`select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
        expect(waiting.rows).toHaveLength(begun.length);
      }, { timeout: 10_000 });
    }
    await then();
  });
  return Promise.all(begun);
}

describe('two changes at once', () => {
  it('are both kept', async () => {
    const { slug } = await world.contest();
    const id = await idOf(slug);
    const answers = await whileOpen((tx) => lockContest(tx, id), [() => patch(slug, { rules: { penaltyMinutes: 7 } }), () => patch(slug, { printing: true })]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await get(slug)).toMatchObject({ rules: { penaltyMinutes: 7 }, printing: true });
  });

  it('take no submission to a problem that is taken out', async () => {
    const { slug, problems } = await world.contest();
    const [person, id] = [await world.join(slug), await idOf(slug)];
    const [sent] = await whileOpen(async (tx) => {
      await lockContest(tx, id);
      await tx.execute(sql`delete from contest_problems where contest_id = ${id} and problem_id = ${problems[0]!.id}`);
    }, [() => send(person, problems[0]!, slug)]);
    expect(sent).toMatchObject({ status: 409 });
    expect((await server.db.execute(sql`select id from submissions where contest_id = ${id}`)).rows).toEqual([]);
  });

  it('keep a problem to which somebody submits', async () => {
    const { slug, problems } = await world.contest();
    const person = await world.join(slug);
    const [contestId, participantId] = [await idOf(slug), (await get(slug, person)).me!.id];
    const [changed] = await whileOpen(
      (tx) => insertSubmission(tx, { problemId: problems[0]!.id, versionId: problems[0]!.versionId, accountId: person.id, language: 'cpp', files: [], contest: { contestId, participantId } }),
      [() => patch(slug, { problems: [{ slug: problems[1]!.slug, label: 'B' }] })],
    );
    expect(changed).toMatchObject({ status: 409 });
    expect((await world.board(slug, world.jury)).problems).toMatchObject([{ label: 'A', triedBy: 1 }, { label: 'B' }]);
  });

  it('give a name to one of two participants', async () => {
    const { slug } = await world.contest();
    const [ann, bob] = [await world.join(slug), await world.join(slug)];
    const [first, second] = [(await get(slug, ann)).me!.id, (await get(slug, bob)).me!.id];
    const [changed] = await whileOpen((tx) => tx.update(participants).set({ name: 'The Winners' }).where(eq(participants.id, first)), [() => world.jury.call('PATCH', `/api/v1/contests/${slug}/registrations/${second}`, { name: 'the winners' })]);
    expect(changed).toMatchObject({ status: 409, body: { error: { details: [{ path: 'name' }] } } });
  });
});

it('takes what came before the end as of then, however long it has waited', async () => {
  const { slug, problems } = await world.contest();
  const [person, id] = [await world.join(slug), await idOf(slug)];
  // Between the moment at which it is let in and the one at which it is stored the contest ends.
  const [sent] = await whileOpen((tx) => tx.execute(sql`lock table judges in access exclusive mode`), [() => send(person, problems[0]!, slug)], () => server.db.execute(sql`update contests set starts_at = starts_at - interval '4 hours 30 minutes' where id = ${id}`));
  expect(sent).toMatchObject({ status: 201 });
  const { rows } = await server.db.execute(sql`select r.submitted_at < c.starts_at + make_interval(secs => c.duration_seconds) as before from contest_results r join contests c on c.id = r.contest_id where c.id = ${id}`);
  expect(rows).toEqual([{ before: true }]);
});

describe('a contest that is made longer', () => {
  it('is frozen from the moment on at which its freeze began, unless the jury says another', async () => {
    const { slug, problems } = await world.contest({ freezeSeconds: 4.5 * 3600 });
    await world.judge(await world.submit(await world.join(slug), problems[0]!, slug), 'accepted');
    const { freezeAt } = await get(slug);
    await world.change(slug, { durationSeconds: 7 * 3600 });
    expect(await get(slug)).toMatchObject({ freezeAt });
    expect((await world.board(slug, everybody())).rows).toMatchObject([{ solved: 0, cells: [{ pending: 1 }, {}] }]);
    await world.change(slug, { freezeSeconds: 3600 });
    expect((await world.board(slug, everybody())).rows).toMatchObject([{ solved: 1 }]);
    // One that has not begun is counted from the end.
    await world.change(slug, { durationSeconds: 8 * 3600 });
    expect(Date.parse((await get(slug)).endsAt) - Date.parse((await get(slug)).freezeAt!)).toBe(HOUR);
  });

  it('after it was over tells nothing more of what it tells at its end, and counts in no statistics', async () => {
    const { slug, problems } = await world.contest({ feedback: 'none' });
    const [ann, bob] = [await world.join(slug), await world.join(slug)];
    const solvedBy = async () => ((await world.jury.call('GET', `/api/v1/problems/${problems[0]!.slug}`)).body as { solvedBy: number }).solvedBy;
    await world.judge(await world.submit(ann, problems[0]!, slug), 'accepted');
    await world.change(slug, { startsAt: before(6 * HOUR) });
    await settleContests(server.db);
    expect([await solvedBy(), (await world.board(slug, everybody())).rows.map(({ solved }) => solved)]).toEqual([1, [1, 0]]);
    await world.change(slug, { durationSeconds: 8 * 3600 });
    await world.judge(await world.submit(bob, problems[0]!, slug), 'accepted');
    await settleContests(server.db);
    expect([await solvedBy(), (await world.board(slug, everybody())).rows.map(({ solved }) => solved)]).toEqual([0, [0, 0]]);
    await world.change(slug, { durationSeconds: 5 * 3600 });
    await settleContests(server.db);
    expect([await solvedBy(), (await world.board(slug, everybody())).rows.map(({ solved }) => solved)]).toEqual([2, [1, 1]]);
  });

  it('after it was unveiled is frozen once more', async () => {
    const { slug, problems } = await world.contest({ freezeSeconds: 3600 });
    const person = await world.join(slug);
    await world.change(slug, { startsAt: before(6 * HOUR) });
    await world.change(slug, { unfrozen: true });
    await world.change(slug, { durationSeconds: 6.5 * 3600 });
    await world.judge(await world.submit(person, problems[0]!, slug), 'accepted');
    expect(await world.board(slug, everybody())).toMatchObject({ state: 'frozen', rows: [{ solved: 0, cells: [{ pending: 1 }, {}] }] });
  });
});

it('counts from its own start for everybody when nobody has a time of their own any more', async () => {
  const { slug, problems } = await world.contest({ windowSeconds: 3600 });
  const person = await world.join(slug);
  await person.call('POST', `/api/v1/contests/${slug}/start`);
  await world.judge(await world.submit(person, problems[0]!, slug), 'accepted');
  expect((await world.board(slug, world.jury)).rows[0]!.penaltySeconds).toBeLessThan(3600);
  await world.change(slug, { windowSeconds: null });
  expect((await world.board(slug, world.jury)).rows[0]!.penaltySeconds).toBeGreaterThanOrEqual(3600);
  expect((await world.jury.call('GET', `/api/v1/contests/${slug}/jury`)).body.problems[0].first.atSeconds).toBeGreaterThanOrEqual(3600);
  expect((await world.jury.call('GET', `/api/clics/contests/${slug}/submissions`)).body[0].contest_time).toMatch(/^1:0/);
});

it('shows problems as the version that is current now calls them', async () => {
  const { slug, problems } = await world.contest();
  const names = async () => (await world.board(slug, world.jury)).problems.map(({ name }) => name);
  expect(await names()).toEqual(['Hello World!', 'Hello World!']);
  const problemId = problems[0]!.id;
  await inTransaction(server.db, async (tx) => {
    const [first] = await tx.select().from(problemVersions).where(eq(problemVersions.problemId, problemId));
    const [second] = await tx.insert(problemVersions).values({ problemId, number: 2, package: aPackage({ names: { en: 'Good Night' } }), findings: [], archiveHash: first!.archiveHash, timeLimitMs: 1000 }).returning();
    await setCurrentVersion(tx, problemId, second!.id);
  });
  expect(await names()).toEqual(['Good Night', 'Hello World!']);
});

it('is known by its id, whatever the address of another one is', async () => {
  const id = randomUUID();
  expect((await world.jury.call('POST', '/api/v1/contests', aContest({ slug: id }))).status).toBe(201);
  const slug = uniqueName('contest');
  await server.db.insert(contests).values({ id, slug, name: 'The one', format: 'icpc', rules: USUAL_RULES.icpc, startsAt: new Date(), durationSeconds: 3600, registration: 'open', visibility: 'public' });
  expect((await selectOptionalContest(server.db, id))?.contest.slug).toBe(slug);
  expect(await world.board(slug, everybody())).toMatchObject({ contest: slug });
});

it('is looked at once for all who ask at the same time', async () => {
  const { slug } = await world.contest();
  const [boards, id] = [new Boards(server.db), await idOf(slug)];
  const queries = vi.spyOn(server.db.$client, 'query');
  const states = await Promise.all(Array.from({ length: 50 }, () => boards.stateFor(id, 'public')));
  const looked = queries.mock.calls.filter(([query]) => JSON.stringify(query).includes('public_seq')).length;
  queries.mockRestore();
  expect(states.every((state) => state?.contest === slug)).toBe(true);
  // `readMaterials` reads all of the contest's row.
  expect(looked).toBeLessThanOrEqual(3);
});

it('tells of who comes, and of whose own time begins, without being read anew', async () => {
  const { slug, problems } = await world.contest({ windowSeconds: 3600 });
  const [boards, id] = [new Boards(server.db), await idOf(slug)];
  const first = await world.join(slug);
  await boards.take(id, 'public');
  const second = await world.join(slug);
  expect(await boards.take(id, 'public')).toMatchObject({ rows: [{ participant: { name: second.username } }] });
  await second.call('POST', `/api/v1/contests/${slug}/start`);
  expect(await boards.take(id, 'public')).toMatchObject({ rows: [] });
  await first.call('POST', `/api/v1/contests/${slug}/start`);
  await world.judge(await world.submit(first, problems[0]!, slug), 'accepted');
  const ghost = await server.person();
  await world.jury.call('POST', `/api/v1/contests/${slug}/registrations`, { username: ghost.username, hidden: true });
  expect((await boards.take(id, 'public'))?.rows?.map(({ participant }) => participant.name)).toEqual([first.username]);
  expect((await boards.take(id, 'jury'))?.rows?.map(({ participant }) => participant.name).sort()).toEqual([first.username, ghost.username, second.username].sort());
  for (const view of ['jury', 'public'] as const) expect(await boards.show(id, view, 'problems')).toEqual(await new Boards(server.db).show(id, view, 'problems'));
  // Something else than who takes part: all of it is loaded.
  await world.change(slug, { rules: { penaltyMinutes: 5 } });
  expect(await boards.take(id, 'public')).toMatchObject({ rows: null });
});

it('is kept in memory as long as it is asked for, however many others are looked at meanwhile', async () => {
  const { slug } = await world.contest();
  const [boards, id] = [new Boards(server.db), await idOf(slug)];
  await boards.stateFor(id, 'public');
  const rest = { name: 'Old', format: 'icpc' as const, rules: USUAL_RULES.icpc, startsAt: new Date(), durationSeconds: 3600, registration: 'open' as const, visibility: 'public' as const };
  const others = await server.db.insert(contests).values(Array.from({ length: 60 }, () => ({ ...rest, slug: uniqueName('contest') }))).returning({ id: contests.id });
  const queries = vi.spyOn(server.db.$client, 'query');
  for (const other of others) {
    await boards.stateFor(other.id, 'public');
    await boards.stateFor(id, 'public');
  }
  const readAnew = queries.mock.calls.filter((call) => /unofficial.*from "participants"/.test(JSON.stringify(call).replaceAll('\\"', '"')) && JSON.stringify(call).includes(id)).length;
  queries.mockRestore();
  expect(readAnew).toBe(0);
});

it('cannot be deleted where somebody has submitted in a virtual run of it', async () => {
  const { slug, problems } = await world.contest({ startsAt: before(6 * HOUR) });
  await settleContests(server.db);
  const person = await server.person();
  expect((await person.call('POST', `/api/v1/contests/${slug}/virtual-runs`)).status).toBe(201);
  await world.submit(person, problems[0]!, slug);
  expect(await world.jury.call('DELETE', `/api/v1/contests/${slug}`)).toMatchObject({ status: 409, body: { error: { message: expect.stringContaining('submitted') as string } } });
});
