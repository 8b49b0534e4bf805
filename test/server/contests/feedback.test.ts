/** What participants see of their submissions while a contest runs. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContestFeedback } from '#contract/contest.js';
import type { Submission, SubmissionSummary } from '#contract/submission.js';
import { notify } from '#database/notify.js';
import { settleContests } from '#database/contests.js';
import type { Person, TestServer } from '#test/support/server.js';
import { connectWatcher } from '../live/watcher.js';
import { createThreeTests, threeResults } from '../submissions/judged.js';
import { before, HOUR, startContestWorld, type ContestWorld } from './world.js';

let server: TestServer;
let world: ContestWorld;
beforeAll(async () => {
  world = await startContestWorld();
  ({ server } = world);
});
afterAll(() => server.close());

async function contestOf(feedback: ContestFeedback) {
  const problem = await createThreeTests(server.db);
  const { slug } = await world.contest({ feedback, problems: [{ slug: problem.slug, label: 'A' }] });
  return { slug, problem, person: await world.join(slug) };
}

const judged = { tests: threeResults() };
const get = async (id: string, who: Person): Promise<Submission> => (await who.call('GET', `/api/v1/submissions/${id}`)).body as Submission;
const list = async (who: Person, query = ''): Promise<SubmissionSummary[]> => ((await who.call('GET', `/api/v1/submissions${query}`)).body as { items: SubmissionSummary[] }).items;

describe('full feedback', () => {
  it('is what the problem shows', async () => {
    const { slug, problem, person } = await contestOf('full');
    const id = await world.submit(person, problem, slug);
    await world.judge(id, 'wrong-answer', judged);
    const seen = await get(id, person);
    expect(seen).toMatchObject({ verdict: 'wrong-answer', cpuMs: 12, testsTotal: 3 });
    expect(seen.tests).toHaveLength(3);
  });
});

describe('feedback by groups', () => {
  it('tells the verdict and each group, and of single tests samples only', async () => {
    const { slug, problem, person } = await contestOf('groups');
    const id = await world.submit(person, problem, slug);
    await world.judge(id, 'wrong-answer', judged);
    const seen = await get(id, person);
    expect(seen).toMatchObject({ verdict: 'wrong-answer', state: 'finished' });
    expect(seen).not.toHaveProperty('cpuMs');
    expect(seen.tests.map(({ index }) => index)).toEqual([1]);
    expect(seen.groups?.map(({ name, tests }) => [name, tests])).toEqual([['', []], ['sample', []], ['secret', []]]);
    expect((await list(person))[0]).not.toHaveProperty('wallMs');
    expect((await get(id, world.jury)).tests).toHaveLength(3);
    expect((await world.board(slug, person)).rows[0]!.cells[0]).toMatchObject({ tries: 1, pending: 0 });
  });
});

describe('no feedback', () => {
  it('tells that it was received, to nobody but the jury what came of it, until the end', async () => {
    const { slug, problem, person } = await contestOf('none');
    const id = await world.submit(person, problem, slug);
    const queued = { one: await get(id, person), listed: await list(person), board: await world.board(slug, person), profile: (await person.call('GET', `/api/v1/people/${person.username}`)).body as unknown };
    expect(queued.one).toMatchObject({ withheld: true, state: 'finished', tests: [], testsTotal: 0 });
    await world.judge(id, 'accepted', judged);
    expect(await get(id, person)).toEqual(queued.one);
    expect(await list(person)).toEqual(queued.listed);
    expect(await world.board(slug, person)).toEqual(queued.board);
    expect(queued.board).toMatchObject({ frozen: true, rows: [{ solved: 0, cells: [{ pending: 1 }] }] });
    expect((await person.call('GET', `/api/v1/people/${person.username}`)).body).toEqual(queued.profile);
    for (const query of ['?verdict=accepted', '?verdict=wrong-answer', '?state=queued', '?state=judging']) expect(await list(person, query)).toEqual([]);
    expect(await list(person, '?state=finished')).toHaveLength(1);
    expect(await world.board(slug, world.jury)).toMatchObject({ rows: [{ solved: 1 }] });
    expect(await list(world.jury, `?contest=${slug}&verdict=accepted`)).toHaveLength(1);

    await world.change(slug, { startsAt: before(6 * HOUR) });
    expect(await get(id, person)).toMatchObject({ verdict: 'accepted', testsTotal: 3 });
    expect(await list(person, '?verdict=accepted')).toHaveLength(1);
    await settleContests(server.db);
    expect(await world.board(slug, everybody())).toMatchObject({ frozen: false, rows: [{ solved: 1 }] });
  });

  it('tells what does not compile', async () => {
    const { slug, problem, person } = await contestOf('none');
    const id = await world.submit(person, problem, slug);
    await world.judge(id, 'compile-error', { compile: { ok: false, log: 'expected ;', cpuMs: 1, wallMs: 1 } });
    expect(await get(id, person)).toMatchObject({ verdict: 'compile-error', compile: { log: 'expected ;' } });
  });

  it('tells its owner nothing while it is judged, and the jury everything', async () => {
    const { slug, problem, person } = await contestOf('none');
    const id = await world.submit(person, problem, slug);
    const heard = async (who: Person) => {
      const watcher = await connectWatcher(server.url, { token: who.token });
      const events: string[] = [];
      watcher.socket.on('submission:progress', () => events.push('progress'));
      watcher.socket.on('submission:finished', ({ verdict }) => events.push(verdict ?? 'received'));
      expect(await watcher.watch('submission', id)).toEqual({ ok: true });
      return { events, watcher };
    };
    const [owner, jury] = [await heard(person), await heard(world.jury)];
    await notify(server.db, 'submission_progress', { id, state: 'judging', compiled: true, testsDone: 2, testsTotal: 3, latest: [{ index: 2, verdict: 'wrong-answer', cpuMs: 1, wallMs: 1, peakMemoryKib: 1 }] });
    await world.judge(id, 'accepted', judged);
    await expect.poll(() => jury.events.at(-1), { timeout: 10_000 }).toBe('accepted');
    expect(owner.events).toEqual(['received']);
    for (const { watcher } of [owner, jury]) watcher.close();
  });
});

const everybody = () => ({ call: server.anonymous });
