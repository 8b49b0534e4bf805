import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestResult } from '#contract/judging.js';
import type { ProblemPackage, TestCase, TestGroup } from '#contract/package.js';
import { finishJudging } from '#database/queue.js';
import { presentGroups } from '#server/submissions/groups.js';
import { startTestServer, type Person, type TestServer } from '#test/support/server.js';
import { aPackage, aResult, createProblem, createSubmission } from '#test/support/world.js';
import { claimOf, startJudge } from './judged.js';

const group = (name: string, more: Partial<TestGroup> = {}): TestGroup => ({
  name, maxScore: null, scoreAggregation: 'sum', verdictAggregation: 'accept-if-any-accepted', onReject: 'continue', acceptScore: 1, rejectScore: null, requirePass: [], range: null, ignoreSample: false, ...more,
});
const [sample] = aPackage().tests;
const test = (name: string): TestCase => ({ ...sample!, name, group: name.slice(0, name.lastIndexOf('/')), sample: name.startsWith('sample') });
const TASKS: Partial<ProblemPackage> = {
  types: ['scoring'],
  groups: [
    group('', { ignoreSample: true }), group('sample', { acceptScore: 0 }), group('secret', { maxScore: 100 }),
    group('secret/1', { maxScore: 30, scoreAggregation: 'pass-fail', onReject: 'break', verdictAggregation: 'first-error' }),
    group('secret/2', { maxScore: 70, scoreAggregation: 'pass-fail', verdictAggregation: 'first-error', requirePass: ['secret/1'] }),
  ],
  tests: ['sample/1', 'secret/1/a', 'secret/1/b', 'secret/2/a', 'secret/2/b'].map(test),
};
const letters = { A: 'accepted', W: 'wrong-answer', '.': 'skipped' } as const;
const results = (verdicts: string, scores: (number | null)[] = []): TestResult[] =>
  TASKS.tests!.map(({ name, group: of, sample: isSample }, at) => ({
    index: at + 1, name, group: of, sample: isSample, verdict: letters[verdicts[at] as keyof typeof letters], score: scores[at] ?? null, cpuMs: 1, wallMs: 1, peakMemoryKib: 1, exitCode: 0, signal: null, message: '',
  }));
const pointsOf = (verdicts: string) => Object.fromEntries(presentGroups(aPackage(TASKS), verdicts === '' ? [] : results(verdicts), null).map(({ name, verdict, points }) => [name, [verdict, points?.score, points?.possible]]));

describe('groups with what they came to', () => {
  it('has points got and possible of each', () => {
    expect(pointsOf('AAAAA')).toEqual({ '': ['accepted', 100, 100], sample: ['accepted', 0, 0], secret: ['accepted', 100, 100], 'secret/1': ['accepted', 30, 30], 'secret/2': ['accepted', 70, 70] });
    expect(pointsOf('AAAAW')).toMatchObject({ secret: ['accepted', 30, 100], 'secret/2': ['wrong-answer', 0, 70] });
  });

  it('says of a group that was not run for want of another that it is skipped', () => {
    expect(pointsOf('AAW..')).toMatchObject({ 'secret/1': ['wrong-answer', 0, 30], 'secret/2': ['skipped', 0, 70] });
  });

  it('knows the tree but no points before anything is judged', () => {
    expect(pointsOf('')).toMatchObject({ '': [undefined, undefined, 100], 'secret/2': [undefined, undefined, 70] });
    expect(presentGroups(aPackage(TASKS), [], null).map(({ name, tests, groups }) => [name, tests, groups])).toEqual([
      ['', [], ['sample', 'secret']], ['sample', [1], []], ['secret', [], ['secret/1', 'secret/2']], ['secret/1', [2, 3], []], ['secret/2', [4, 5], []],
    ]);
  });

  it('takes the stored points of tests whose validator scores', () => {
    const scored = { ...TASKS, groups: [group(''), group('sample', { acceptScore: 0 }), group('secret', { acceptScore: null })], tests: ['sample/1', 'secret/a', 'secret/b', 'secret/c', 'secret/d'].map(test) };
    const [, , secret] = presentGroups(aPackage(scored), results('AAAAW', [0, 1.5, 2.5, 3, 0]).map((result, at) => ({ ...result, group: scored.tests[at]!.group })), null);
    expect(secret?.points).toMatchObject({ score: 7, possible: null, acceptScore: null });
  });

  it('is a tree without points where the problem does not score', () => {
    const plain = presentGroups(aPackage({ tests: ['sample/1', 'secret/1'].map(test) }), [], null);
    expect(plain).toEqual([{ name: '', tests: [], groups: ['sample', 'secret'] }, { name: 'sample', tests: [1], groups: [] }, { name: 'secret', tests: [2], groups: [] }]);
  });
});

describe('a submission to a problem that scores', () => {
  let server: TestServer;
  let owner: Person;
  let instructor: Person;
  beforeAll(async () => {
    server = await startTestServer();
    [owner, instructor] = [await server.person(), await server.person('instructor')];
    await startJudge(server.db);
  });
  afterAll(() => server.close());

  async function judged(overrides: Partial<ProblemPackage>): Promise<string> {
    const problem = await createProblem(server.db, { package: { ...TASKS, ...overrides } });
    const { id } = await createSubmission(server.db, { problem, accountId: owner.id });
    expect(await finishJudging(server.db, await claimOf(server.db, id), aResult({ score: 30, tests: results('AAAAW', [0, 0, 0, 0, 0]) }))).toBe(true);
    return `/api/v1/submissions/${id}`;
  }

  it('shows its owner the points of each group', async () => {
    const { body } = await owner.call('GET', await judged({}));
    expect((body as { groups: unknown[] }).groups[3]).toMatchObject({ name: 'secret/1', tests: [2, 3], verdict: 'accepted', points: { score: 30, possible: 30, counts: true, scoreAggregation: 'pass-fail' } });
  });

  it('keeps groups and points of tests from its owner where the package says so, and not from staff', async () => {
    const address = await judged({ showTestGroups: false });
    const own = (await owner.call('GET', address)).body as { groups?: unknown; tests: object[] };
    expect(own.groups).toBeUndefined();
    expect(own.tests[2]).not.toHaveProperty('group');
    expect(own.tests[2]).not.toHaveProperty('score');
    expect(own).toMatchObject({ score: 30 });
    expect((await instructor.call('GET', address)).body).toMatchObject({ groups: expect.any(Array) as unknown });
  });
});
