/** Contests that judge on pretests, and on all tests after their end. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Submission, SubmissionSummary } from '#contract/submission.js';
import type { Contest } from '#contract/contest.js';
import type { TestCase } from '#contract/package.js';
import { settleContests } from '#database/contests.js';
import { pretestFault } from '#server/contests/pretests.js';
import type { Person, TestServer } from '#test/support/server.js';
import { aPackage } from '#test/support/world.js';
import { claimOf } from '../submissions/judged.js';
import { before, HOUR, startContestWorld, type ContestWorld } from './world.js';

let server: TestServer;
let world: ContestWorld;
beforeAll(async () => {
  world = await startContestWorld();
  ({ server } = world);
});
afterAll(() => server.close());

const NAMES = ['sample/1', 'secret/a/1', 'secret/a/2', 'secret/b/1', 'secret/b/2'];
const [test] = aPackage().tests;
const FIVE = { tests: NAMES.map((name): TestCase => ({ ...test!, name, group: name.slice(0, name.lastIndexOf('/')), sample: name.startsWith('sample') })) };
const claimedTests = async (submission: string) => (await claimOf(server.db, submission)).package.tests.map(({ name }) => name);
const get = async (id: string, who: Person): Promise<Submission> => (await who.call('GET', `/api/v1/submissions/${id}`)).body as Submission;
const begin = (slug: string, who = world.jury) => who.call('POST', `/api/v1/contests/${slug}/system-test`);

describe('pretests', () => {
  it.each([
    [{ first: 2 }, ['sample/1', 'secret/a/1']],
    [{ groups: ['secret/b'] }, ['sample/1', 'secret/b/1', 'secret/b/2']],
    [{ groups: ['secret'] }, NAMES],
    [{ tests: ['secret/a/2', 'secret/b/1'] }, ['sample/1', 'secret/a/2', 'secret/b/1']],
  ])('are %j: a judge gets those and no others', async (pretests, names) => {
    const { slug, problems } = await world.contest({}, FIVE, { pretests });
    const person = await world.join(slug);
    expect(await claimedTests(await world.submit(person, problems[0]!, slug))).toEqual(names);
  });

  it('tell nothing of the other tests, neither how many there are nor which', async () => {
    const { slug, problems } = await world.contest({}, FIVE, { pretests: { tests: ['secret/b/1'] } });
    const person = await world.join(slug);
    const id = await world.submit(person, problems[0]!, slug);
    const result = (index: number, name: string) => ({ index, name, group: name.slice(0, name.lastIndexOf('/')), sample: index === 1, verdict: 'accepted' as const, score: null, cpuMs: 1, wallMs: 1, peakMemoryKib: 1, exitCode: 0, signal: null, message: '' });
    await world.judge(id, 'accepted', { tests: [result(1, 'sample/1'), result(2, 'secret/b/1')] });
    const seen = await get(id, person);
    expect(seen).toMatchObject({ pretests: true, testsTotal: 2, verdict: 'accepted', tests: [{ index: 1 }, { index: 2 }] });
    expect(seen.groups?.flatMap(({ tests }) => tests)).toEqual([1, 2]);
    const contest = (await person.call('GET', `/api/v1/contests/${slug}`)).body as { problems: object[] };
    expect(contest).toMatchObject({ systemTest: 'pending' });
    for (const problem of contest.problems) expect(problem).not.toHaveProperty('pretests');
    // Judged again, it is judged on the same.
    await world.jury.call('POST', `/api/v1/submissions/${id}/judgings`);
    expect(await claimedTests(id)).toEqual(['sample/1', 'secret/b/1']);
  });

  it('are refused where the problem has no such tests', async () => {
    expect(pretestFault({ first: 5 }, FIVE)).toBeNull();
    expect(pretestFault({ first: 6 }, FIVE)).toBe('The problem has 5 tests');
    expect(pretestFault({ groups: ['secret/a', 'secret/c'] }, FIVE)).toBe('The problem has no test group secret/c');
    expect(pretestFault({ tests: ['secret/a'] }, FIVE)).toBe('The problem has no test secret/a');
    const { slug, problems } = await world.contest({}, FIVE);
    const changed = await world.jury.call('PATCH', `/api/v1/contests/${slug}`, { problems: problems.map((problem, at) => ({ slug: problem.slug, label: 'AB'[at], pretests: at === 1 ? { first: 9 } : null })) });
    expect(changed).toMatchObject({ status: 422, body: { error: { details: [{ path: 'problems.1.pretests', message: 'The problem has 5 tests' }] } } });
  });
});

describe('what is chosen among', () => {
  it('is told to staff by name and group, and stays chosen where the problems are changed otherwise', async () => {
    const { slug, problems } = await world.contest({}, FIVE, { pretests: { groups: ['secret/a'] }, color: '#e3342f' });
    const tests = (who: Person) => who.call('GET', `/api/v1/problems/${problems[0]!.slug}/tests`);
    expect((await tests(await world.join(slug))).status).toBe(403);
    expect((await tests(await server.person('instructor'))).body).toMatchObject({ items: NAMES.map((name) => ({ name, group: name.slice(0, name.lastIndexOf('/')), sample: name.startsWith('sample') })) });
    await world.change(slug, { problems: problems.map((problem, at) => ({ slug: problem.slug, label: 'XY'[at], color: null })) });
    const shown = async () => ((await world.jury.call('GET', `/api/v1/contests/${slug}`)).body as Contest).problems;
    expect(await shown()).toMatchObject([{ label: 'X', color: null, pretests: { groups: ['secret/a'] } }, { label: 'Y', color: null, pretests: { groups: ['secret/a'] } }]);
    await world.change(slug, { problems: problems.map((problem, at) => ({ slug: problem.slug, label: 'XY'[at], pretests: at === 0 ? null : { tests: ['secret/b/1'] } })) });
    expect(await shown()).toMatchObject([{ pretests: null }, { pretests: { tests: ['secret/b/1'] } }]);
  });
});

describe('a system test', () => {
  it('judges what has passed on all tests, and moves the standings when it is applied, all at once', async () => {
    const { slug, problems } = await world.contest({}, FIVE, { pretests: { first: 2 } });
    const [ann, bob] = [await world.join(slug), await world.join(slug)];
    const [good, bad, wrong] = [await world.submit(ann, problems[0]!, slug), await world.submit(bob, problems[0]!, slug), await world.submit(bob, problems[1]!, slug)];
    expect((await begin(slug)).status).toBe(409);
    await world.judge(good, 'accepted');
    await world.judge(bad, 'accepted');
    await world.change(slug, { startsAt: before(6 * HOUR) });
    // One waits for its pretests still.
    expect(await begin(slug)).toMatchObject({ status: 409, body: { error: { message: expect.stringContaining('1 submissions') as string } } });
    await world.judge(wrong, 'wrong-answer');
    // It is over and judged, but not on all tests: nothing counts yet.
    await settleContests(server.db);
    expect(await world.board(slug, world.jury)).toMatchObject({ state: 'ended' });
    expect((await begin(slug, ann)).status).toBe(403);
    const started = await begin(slug);
    expect(started.status).toBe(201);
    const { rejudging } = started.body as { rejudging: string };
    expect((await begin(slug)).status).toBe(409);
    expect(await claimedTests(good)).toEqual(NAMES);
    const apply = () => world.jury.call('POST', `/api/v1/rejudgings/${rejudging}/apply`);
    expect((await apply()).status).toBe(409);
    await judgeBackground(good, 'accepted');
    await judgeBackground(bad, 'time-limit-exceeded');
    expect((await world.board(slug, ann)).rows.map(({ solved }) => solved)).toEqual([1, 1]);
    expect((await apply()).body).toEqual({ applied: 2, stale: 0, failed: 0 });
    const { rows } = await world.board(slug, ann);
    expect(rows.map(({ participant, solved, cells }) => [participant.name, solved, cells[0]!.failedSystemTest])).toEqual([[ann.username, 1, undefined], [bob.username, 0, true]]);
    expect(await get(bad, bob)).toMatchObject({ verdict: 'time-limit-exceeded', failedSystemTest: true, testsTotal: 5 });
    expect(await get(good, ann)).not.toHaveProperty('pretests');
    expect((await get(wrong, bob))).not.toHaveProperty('failedSystemTest');
    const listed = (await bob.call('GET', `/api/v1/submissions?contest=${slug}`)).body as { items: SubmissionSummary[] };
    expect(listed.items.filter(({ failedSystemTest }) => failedSystemTest).map(({ id }) => id)).toEqual([bad]);
    expect((await ann.call('GET', `/api/v1/contests/${slug}`)).body).toMatchObject({ systemTest: 'done' });
    await settleContests(server.db);
    expect(await world.board(slug, world.jury)).toMatchObject({ state: 'finished' });
    expect((await begin(slug)).status).toBe(409);
    // Judged again now, it is on all tests.
    await world.jury.call('POST', `/api/v1/submissions/${wrong}/judgings`);
    expect(await claimedTests(wrong)).toEqual(NAMES);
  });

  it('can be given up and begun anew, and tests once more what the judge failed at', async () => {
    const { slug, problems } = await world.contest({}, FIVE, { pretests: { first: 2 } });
    const ann = await world.join(slug);
    const id = await world.submit(ann, problems[0]!, slug);
    await world.judge(id, 'accepted');
    await world.change(slug, { startsAt: before(6 * HOUR) });
    const first = (await begin(slug)).body as { rejudging: string };
    expect((await world.jury.call('POST', `/api/v1/rejudgings/${first.rejudging}/cancel`)).status).toBe(204);
    const { rejudging } = (await begin(slug)).body as { rejudging: string };
    await judgeBackground(id, 'judge-error');
    expect((await world.jury.call('POST', `/api/v1/rejudgings/${rejudging}/apply`)).body).toEqual({ applied: 0, stale: 0, failed: 1 });
    expect(await claimedTests(id)).toEqual(NAMES);
  });

  it('is over at once where nothing has passed', async () => {
    const { slug } = await world.contest({ startsAt: before(6 * HOUR) }, FIVE, { pretests: { first: 2 } });
    expect((await begin(slug)).body).toEqual({ rejudging: null });
    await settleContests(server.db);
    expect(await world.board(slug, world.jury)).toMatchObject({ state: 'finished' });
    const { slug: plain } = await world.contest({ startsAt: before(6 * HOUR) });
    expect((await begin(plain)).status).toBe(409);
  });
});

/** The judging of a rejudging, which `claimOf` may have claimed before. */
async function judgeBackground(submission: string, verdict: 'accepted' | 'time-limit-exceeded' | 'judge-error'): Promise<void> {
  await server.db.execute(`update judgings set claimed_at = null, lease_until = null, judge = null where submission_id = '${submission}' and not current and finished_at is null and cancelled_at is null`);
  await world.judge(submission, verdict);
}
