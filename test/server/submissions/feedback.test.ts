/** What people see of the judging: the table of policies, and that every way out of the server obeys it. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { FEEDBACK_LEVELS, FEEDBACK_POLICIES, type FeedbackPolicy } from '#contract/feedback.js';
import type { Progress } from '#contract/live.js';
import type { ProblemPackage, TestCase } from '#contract/package.js';
import type { Submission } from '#contract/submission.js';
import type { Verdict } from '#contract/verdict.js';
import { notify } from '#database/notify.js';
import { finishJudging } from '#database/queue.js';
import { numberOfId } from '#server/kattis/numbers.js';
import { feedbackOf, restricted, shownProgress, stricter, testsTold, testViews } from '#server/submissions/feedback.js';
import { startTestServer, type Person, type TestServer } from '#test/support/server.js';
import { aContest, aPackage, aResult, createSubmission } from '#test/support/world.js';
import { connectWatcher } from '../live/watcher.js';
import { claimOf, createThreeTests, startJudge, threeResults } from './judged.js';

const NOW = new Date('2026-06-01T12:00:00Z');
const [BEFORE, AFTER] = [new Date(NOW.getTime() - 1), new Date(NOW.getTime() + 1)];

describe('the level', () => {
  it.each([
    [undefined, null, 'verdict'],
    ['nothing', BEFORE, 'nothing'],
    ['first-failing-test', null, 'first-failing-test'],
    ['verdict', BEFORE, 'verdict'],
    ['validator-message', null, 'validator-message'],
    ['data-after-deadline', null, 'verdict'],
    ['data-after-deadline', AFTER, 'verdict'],
    ['data-after-deadline', NOW, 'data'],
    ['data-after-deadline', BEFORE, 'data'],
  ] as const)('of %s with the deadline %s is %s', (policy, deadline, level) => {
    expect(feedbackOf(policy, deadline, null, NOW)).toEqual({ level, opened: 'data', contest: 'full' });
  });

  it('is the stricter of two, in the order of the list', () => {
    for (const [at, level] of FEEDBACK_LEVELS.entries()) for (const [other, more] of FEEDBACK_LEVELS.entries()) expect(stricter(level, more)).toBe(FEEDBACK_LEVELS[Math.min(at, other)]);
  });

  it('is held down by a contest, for the tests too that a package opens', () => {
    expect(restricted({ level: 'validator-message', opened: 'data', contest: 'full' }, 'first-failing-test')).toMatchObject({ level: 'first-failing-test', opened: 'first-failing-test' });
    expect(restricted({ level: 'nothing', opened: 'data', contest: 'full' }, 'verdict')).toMatchObject({ level: 'nothing', opened: 'verdict' });
  });
});

const GROUPS = ['sample', 'secret/a', 'secret/a', 'secret/a', 'secret/b', 'secret/b'];
const LETTERS: Record<string, Verdict> = { A: 'accepted', W: 'wrong-answer', S: 'skipped' };
const results = (verdicts: string) => [...verdicts].map((letter, at) => ({ index: at + 1, group: GROUPS[at]!, sample: at === 0, verdict: LETTERS[letter]! }));
function content(more: Partial<ProblemPackage> = {}): ProblemPackage {
  const [test] = aPackage().tests;
  return aPackage({ tests: GROUPS.map((group, at): TestCase => ({ ...test!, name: `${group}/${at}`, group, sample: at === 0, ...(at === 5 ? { fullFeedback: true } : {}) })), ...more });
}
const SHORT: Record<ReturnType<typeof testViews>[number], string> = { everything: '*', 'what happened': 'D', message: 'M', measured: 'm', verdict: 'v', nothing: '-' };
const seen = (policy: FeedbackPolicy | undefined, verdicts: string, more: Partial<ProblemPackage> = {}, view: 'owner' | 'shared' | 'staff' = 'owner') => testViews(view, feedbackOf(policy, BEFORE, null, NOW), content(more), results(verdicts)).map((each) => SHORT[each]).join('');
const scoring = { types: ['scoring'] } satisfies Partial<ProblemPackage>;

describe('what is seen of a sample, four secret tests and an opened one', () => {
  it.each([
    [undefined, 'AAWAAA', 'DmmmmD'],
    ['verdict', 'AAWAAA', 'DmmmmD'],
    ['nothing', 'AAWAAA', 'D----D'],
    ['validator-message', 'AAWAAA', 'DMMMMD'],
    ['data-after-deadline', 'AAWAAA', 'DDDDDD'],
    ['first-failing-test', 'AAWAAA', 'Dvv--D'],
    ['first-failing-test', 'AAWSSS', 'Dvv--D'],
    ['first-failing-test', 'WSSSSS', 'D----D'],
    ['first-failing-test', 'AAAAAA', 'DvvvvD'],
  ] as const)('%s, %s: %s', (policy, verdicts, views) => expect(seen(policy, verdicts)).toBe(views));

  it.each([
    ['AAWAWA', 'Dvv-vD'],
    ['AWSSAA', 'Dv--vD'],
    ['WASSAA', 'Dv--vD'],
  ])('where the problem scores, the first one that fails is that of each group: %s', (verdicts, views) => expect(seen('first-failing-test', verdicts, scoring)).toBe(views));

  it('is everything for staff, and by a link what its owner sees', () => {
    for (const policy of FEEDBACK_POLICIES) {
      expect(seen(policy, 'AAWAAA', {}, 'staff')).toBe('******');
      expect(seen(policy, 'AAWAAA', {}, 'shared')).toBe(seen(policy, 'AAWAAA'));
    }
  });

  it('keeps a test that the package opens to itself where a contest says so', () => {
    expect(testViews('owner', restricted(feedbackOf('nothing', null, null, NOW), 'nothing'), content(), results('AAAAAA'))).toEqual(['what happened', 'nothing', 'nothing', 'nothing', 'nothing', 'nothing']);
  });

  it('counts the tests that may be seen where nothing is told of the others', () => {
    const told = FEEDBACK_POLICIES.map((policy) => testsTold('owner', feedbackOf(policy, null, null, NOW), content().tests));
    expect(told).toEqual(FEEDBACK_POLICIES.map((policy) => (policy === 'nothing' ? 2 : 6)));
    expect(testsTold('staff', feedbackOf('nothing', null, null, NOW), content().tests)).toBe(6);
  });
});

it('progress tells neither how far it is nor a verdict where not every verdict is shown', () => {
  const progress: Progress = { id: '00000000-0000-4000-8000-000000000001', state: 'judging', compiled: true, testsDone: 3, testsTotal: 6, latest: [1, 2, 6].map((index) => ({ index, verdict: 'wrong-answer', cpuMs: 1, wallMs: 1, peakMemoryKib: 1 })) };
  for (const policy of FEEDBACK_POLICIES) {
    const shown = shownProgress(feedbackOf(policy, null, null, NOW), content().tests, progress);
    if (policy === 'nothing' || policy === 'first-failing-test') expect({ ...shown, latest: shown.latest.map(({ index }) => index) }).toEqual({ ...progress, testsDone: 0, testsTotal: 0, latest: [1, 6] });
    else expect(shown).toEqual(progress);
  }
});

describe('a submission to a problem that keeps things to itself', () => {
  let server: TestServer;
  let owner: Person;
  let instructor: Person;
  beforeAll(async () => {
    server = await startTestServer();
    [owner, instructor] = [await server.person(), await server.person('instructor')];
    await startJudge(server.db);
  });
  afterAll(() => server.close());

  async function judged(more: Partial<ProblemPackage>): Promise<{ id: string; problem: { id: string; slug: string } }> {
    const problem = await createThreeTests(server.db, more);
    const { id } = await createSubmission(server.db, { problem, accountId: owner.id });
    await finishJudging(server.db, await claimOf(server.db, id), aResult({ verdict: 'wrong-answer', tests: threeResults() }));
    return { id, problem };
  }
  const get = async (id: string, by = owner) => (await by.call('GET', `/api/v1/submissions/${id}`)).body as Submission;

  it.each([
    ['nothing', [1, 3], 2],
    ['first-failing-test', [1, 2, 3], 3],
    ['verdict', [1, 2, 3], 3],
  ] as const)('%s', async (feedback, indices, testsTotal) => {
    const { id } = await judged({ feedback });
    const mine = await get(id);
    expect(mine).toMatchObject({ feedback, verdict: 'wrong-answer', testsTotal });
    expect(mine.tests.map(({ index }) => index)).toEqual(indices);
    expect(Object.hasOwn(mine, 'groups')).toBe(feedback !== 'nothing');
    if (feedback === 'first-failing-test') expect(mine.tests[1]).toEqual({ index: 2, group: 'secret', sample: false, verdict: 'wrong-answer' });
    const all = await get(id, instructor);
    expect(all.tests.map(({ judgeMessage }) => judgeMessage)).toEqual(threeResults().map(({ judgeMessage }) => judgeMessage));
    expect(all).not.toHaveProperty('feedback');
  });

  it('shows what a validator writes for contestants, of testlib its one comment, and nothing that the plain comparison quotes', async () => {
    const feedback = 'validator-message';
    const program = { kind: 'custom' as const, path: 'output_validators/check.cpp', files: [{ path: 'output_validators/check.cpp', hash: '0'.repeat(64), size: 1 }], language: 'cpp' } satisfies ProblemPackage['validator'];
    const messages = async (more: Partial<ProblemPackage>) => (await get((await judged({ feedback, ...more })).id)).tests.map(({ message }) => message);
    expect(await messages({ validator: program })).toEqual(['message on sample/1', 'message on secret/1', 'message on secret/open']);
    expect(await messages({})).toEqual(['message on sample/1', '', 'message on secret/open']);
    const problem = await createThreeTests(server.db, { feedback, validator: { ...program, protocol: 'testlib' } });
    const { id } = await createSubmission(server.db, { problem, accountId: owner.id });
    await finishJudging(server.db, await claimOf(server.db, id), aResult({ verdict: 'wrong-answer', tests: threeResults().map((result) => ({ ...result, message: '' })) }));
    expect((await get(id)).tests[1]).toMatchObject({ message: 'judge message on secret/1' });
    expect((await get(id)).tests[1]).not.toHaveProperty('judgeMessage');
  });

  it('shows the data once every contest that has the problem is over', async () => {
    const { id, problem } = await judged({ feedback: 'data-after-deadline' });
    const input = async () => (await get(id)).tests[1]?.input;
    expect(await input()).toBeUndefined();
    const contest = aContest({ problems: [{ slug: problem.slug, label: 'A' }] });
    expect((await instructor.call('POST', '/api/v1/contests', contest)).status).toBe(201);
    expect(await input()).toBeUndefined();
    await server.db.execute(sql`update contests set starts_at = now() - interval '6 hours' where slug = ${contest.slug}`);
    expect(await input()).toBe('input of secret/1\n');
    expect((await instructor.call('POST', '/api/v1/contests', aContest({ problems: [{ slug: problem.slug, label: 'A' }], startsAt: new Date(Date.now() + 3_600_000).toISOString() }))).status).toBe(201);
    expect(await input()).toBeUndefined();
  });

  it('is told of live by what may be shown, to whoever comes early and late', async () => {
    const problem = await createThreeTests(server.db, { feedback: 'nothing' });
    const { id } = await createSubmission(server.db, { problem, accountId: owner.id });
    const claim = await claimOf(server.db, id);
    const [mine, staff] = [await connectWatcher(server.url, owner), await connectWatcher(server.url, instructor)];
    try {
      await Promise.all([mine.watch('submission', id), staff.watch('submission', id)]);
      const latest = [1, 2].map((index) => ({ index, verdict: 'wrong-answer' as const, cpuMs: 1, wallMs: 1, peakMemoryKib: 1 }));
      await notify(server.db, 'submission_progress', { id, state: 'judging', testsDone: 0, testsTotal: 3, latest: [] });
      await notify(server.db, 'submission_progress', { id, state: 'judging', compiled: true, testsDone: 2, testsTotal: 3, latest });
      await vi.waitFor(() => expect([mine.progress.at(-1)?.latest.length, staff.progress.at(-1)?.latest.length]).toEqual([1, 2]), { timeout: 5_000 });
      expect(mine.progress.map(({ testsDone, testsTotal }) => [testsDone, testsTotal]).flat()).toEqual(mine.progress.flatMap(() => [0, 0]));
      expect(mine.progress.flatMap((each) => each.latest.map(({ index }) => index))).toEqual([1]);
      const late = await connectWatcher(server.url, owner);
      await late.watch('submission', id);
      expect(late.progress).toEqual([{ id, state: 'judging', compiled: true, testsDone: 0, testsTotal: 0, latest: [latest[0]] }]);
      late.close();
      await finishJudging(server.db, claim, aResult({ verdict: 'wrong-answer', tests: threeResults() }));
      await vi.waitFor(() => expect(mine.finished.map(({ tests }) => tests.map(({ index }) => index))).toEqual([[1, 3]]), { timeout: 5_000 });
    } finally {
      mine.close();
      staff.close();
    }
  });

  it("is told to the Kattis client's user by what may be shown", async () => {
    const icons = async (more: Partial<ProblemPackage>) => {
      const { id } = await judged(more);
      const answer = await fetch(`${server.url}/kattis/submissions/${numberOfId(id)}?json`, { headers: { authorization: `Bearer ${owner.token}` } });
      const { row_html: html, status_id: status } = (await answer.json()) as { row_html: string; status_id: number };
      return [status, ...[...html.matchAll(/<i class="([\w\- ]*)" title="Test (\d+)"/g)].map(([, name, test]) => `${test} ${name}`)];
    };
    expect(await icons({ feedback: 'nothing' })).toEqual([14, '1 status accepted', '3 status accepted']);
    expect(await icons({ feedback: 'first-failing-test' })).toEqual([14, '1 status accepted', '2 status rejected', '3 status accepted']);
  });
});
