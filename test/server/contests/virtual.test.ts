/** A contest that is over, taken virtually with the field as it was beside one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VirtualRun } from '#contract/contest.js';
import type { Replay } from '#contract/scoreboard.js';
import { settleContests } from '#database/contests.js';
import { rateContests } from '#server/ratings/rate.js';
import type { Client, TestServer } from '#test/support/server.js';
import { before, HOUR, send, startContestWorld, type ContestWorld } from './world.js';

let server: TestServer;
let world: ContestWorld;
beforeAll(async () => {
  world = await startContestWorld();
  ({ server } = world);
});
afterAll(() => server.close());

const replay = async (slug: string, who: { call: Client }, query = '') => (await who.call('GET', `/api/v1/contests/${slug}/replay${query}`)).body as Replay;
const start = (slug: string, who: { call: Client }) => who.call('POST', `/api/v1/contests/${slug}/virtual-runs`);
const names = ({ rows }: Replay) => rows.map(({ rank, participant, solved }) => [rank, participant.name, solved]);

/** Ann solves A after an hour, Bob after two, with a try before; the contest of five hours is over. */
async function held(overrides: Parameters<ContestWorld['contest']>[0] = {}) {
  const { slug, problems } = await world.contest({ rated: true, ...overrides });
  const [ann, bob] = [await world.join(slug), await world.join(slug)];
  const made = [[ann, 'accepted', 60], [bob, 'wrong-answer', 90], [bob, 'accepted', 120]] as const;
  for (const [person, verdict, minutes] of made) {
    const id = await world.submit(person, problems[0]!, slug);
    await world.judge(id, verdict);
    await server.db.execute(`update contest_results set submitted_at = now() - interval '6 hours' + interval '${minutes} minutes' where submission_id = '${id}'`);
  }
  await world.change(slug, { startsAt: before(6 * HOUR) });
  if (overrides?.freezeSeconds) await world.change(slug, { unfrozen: true });
  await settleContests(server.db);
  return { slug, problems, ann, bob };
}

/** The run began so long ago. */
async function shift(run: string, minutes: number): Promise<void> {
  await server.db.execute(`update virtual_runs set started_at = started_at - interval '${minutes} minutes', ends_at = ends_at - interval '${minutes} minutes' where id = '${run}'`);
}

describe('a replay', () => {
  it('shows the standings as they were at any moment', async () => {
    const { slug, ann, bob } = await held();
    const everybody = { call: server.anonymous };
    expect(names(await replay(slug, everybody, '?at=3599'))).toEqual([ann, bob].map(({ username }) => [1, username, 0]).sort());
    expect(names(await replay(slug, everybody, '?at=3700'))).toEqual([[1, ann.username, 1], [2, bob.username, 0]]);
    expect((await replay(slug, everybody, '?at=6000')).rows[1]!.cells[0]).toMatchObject({ tries: 1, pending: 0 });
    const end = await replay(slug, everybody);
    expect(end).toMatchObject({ atSeconds: 5 * 3600, frozen: false, problems: [{ solvedBy: 2 }, { solvedBy: 0 }] });
    expect(end.rows.map(({ participant, ...row }) => ({ ...row, name: participant.name }))).toEqual((await world.board(slug, everybody)).rows.map(({ participant, ...row }) => ({ ...row, name: participant.name })));
    // And back.
    expect((await replay(slug, everybody, '?at=3599')).rows.every(({ solved }) => solved === 0)).toBe(true);
  });

  it('is refused until the contest is over and nothing is hidden', async () => {
    const { slug } = await world.contest();
    expect((await server.anonymous('GET', `/api/v1/contests/${slug}/replay`)).status).toBe(409);
    const person = await server.person();
    expect((await start(slug, person)).status).toBe(409);
    expect((await person.call('GET', `/api/v1/contests/${slug}`)).body).toMatchObject({ may: { runVirtually: false } });
  });
});

describe('a virtual run', () => {
  it('counts in its own time only, and changes nothing of the contest', async () => {
    const { slug, problems, ann, bob } = await held();
    await rateContests(server.db);
    const frozen = { board: await world.board(slug, ann), rating: (await server.db.execute('select * from ratings')).rows };
    const cid = await server.person();
    expect((await cid.call('GET', `/api/v1/contests/${slug}`)).body).toMatchObject({ may: { runVirtually: true } });
    expect((await send(cid, problems[0]!, slug)).status).not.toBe(201);
    const run = (await start(slug, cid)).body as VirtualRun;
    expect(Date.parse(run.endsAt) - Date.parse(run.startedAt)).toBe(5 * HOUR);
    expect((await start(slug, cid)).status).toBe(409);
    expect((await cid.call('GET', `/api/v1/problems/${problems[0]!.slug}`)).status).toBe(200);

    await shift(run.id, 90.5);
    expect(names(await replay(slug, cid, `?run=${run.id}`))).toEqual([[1, ann.username, 1], [2, cid.username, 0], [2, bob.username, 0]].sort((a, b) => Number(a[0]) - Number(b[0]) || String(a[1]).localeCompare(String(b[1]))));
    // Nobody looks ahead of their own time.
    expect((await replay(slug, cid, `?run=${run.id}&at=17000`)).atSeconds).toBeLessThan(5500);
    await world.judge(await world.submit(cid, problems[0]!), 'accepted');
    await world.judge(await world.submit(cid, problems[1]!, slug), 'wrong-answer');
    await shift(run.id, 0);
    const now = await replay(slug, cid, `?run=${run.id}`);
    expect(now.rows.find(({ participant }) => participant.virtual)).toMatchObject({ rank: 2, solved: 1, participant: { name: cid.username, id: run.id }, cells: [{ first: false, tries: 1 }, { tries: 1, solvedAtSeconds: null }] });
    expect((await ann.call('GET', `/api/v1/contests/${slug}/replay?run=${run.id}`)).status).toBe(404);

    expect((await cid.call('POST', `/api/v1/contests/${slug}/virtual-runs/${run.id}/end`)).status).toBe(204);
    // Practice afterwards is of no run.
    await world.judge(await world.submit(cid, problems[1]!), 'accepted');
    const after = await replay(slug, cid, `?run=${run.id}`);
    expect(names(after)).toEqual([[1, ann.username, 1], [2, cid.username, 1], [2, bob.username, 1]]);
    expect(after.atSeconds).toBe(5 * 3600);
    await settleContests(server.db);
    await rateContests(server.db);
    expect(await world.board(slug, ann)).toEqual(frozen.board);
    expect((await server.db.execute('select * from ratings')).rows).toEqual(frozen.rating);
    expect((await cid.call('GET', `/api/v1/contests/${slug}/virtual-runs`)).body).toMatchObject({ items: [{ id: run.id }] });
    expect((await start(slug, cid)).status).toBe(201);
  });

  it('is seen as it was at a moment, also after one that came later', async () => {
    const { slug, problems } = await held();
    const cid = await server.person();
    const run = (await start(slug, cid)).body as VirtualRun;
    await shift(run.id, 100);
    await world.judge(await world.submit(cid, problems[0]!), 'accepted');
    const solved = async (at: number) => (await replay(slug, cid, `?run=${run.id}&at=${at}`)).rows.find(({ participant }) => participant.virtual)!.solved;
    // Nobody else has done anything between the two.
    expect(await solved(6500)).toBe(1);
    expect(await solved(5900)).toBe(0);
  });

  it('counts what fails on the first test as the contest does', async () => {
    const { slug, problems } = await held({ format: 'codeforces' });
    const cid = await server.person();
    const run = (await start(slug, cid)).body as VirtualRun;
    const failed = { index: 1, name: 'sample/1', group: 'sample', sample: true, verdict: 'wrong-answer' as const, score: null, cpuMs: 1, wallMs: 1, peakMemoryKib: 1, exitCode: 0, signal: null, message: '' };
    await world.judge(await world.submit(cid, problems[0]!), 'wrong-answer', { tests: [failed] });
    await world.judge(await world.submit(cid, problems[0]!), 'accepted');
    expect((await replay(slug, cid, `?run=${run.id}`)).rows.find(({ participant }) => participant.virtual)).toMatchObject({ score: 500, cells: [{ tries: 1 }, {}] });
  });

  it('is as frozen as the contest was while it lasts', async () => {
    const { slug, ann } = await held({ freezeSeconds: 4.5 * 3600 });
    const cid = await server.person();
    const run = (await start(slug, cid)).body as VirtualRun;
    await shift(run.id, 70);
    const now = await replay(slug, cid, `?run=${run.id}`);
    expect(now.frozen).toBe(true);
    expect(now.rows.find(({ participant }) => participant.name === ann.username)).toMatchObject({ solved: 0, cells: [{ pending: 1 }, {}] });
    await cid.call('POST', `/api/v1/contests/${slug}/virtual-runs/${run.id}/end`);
    expect(await replay(slug, cid, `?run=${run.id}&at=4200`)).toMatchObject({ frozen: false });
  });

  it('is one where two are begun at once', async () => {
    const { slug } = await held();
    const cid = await server.person();
    expect((await Promise.all(Array.from({ length: 5 }, () => start(slug, cid)))).map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
  });
});
