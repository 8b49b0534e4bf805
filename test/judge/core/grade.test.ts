import { describe, expect, it } from 'vitest';
import type { ProblemPackage, TestGroup } from '#contract/package.js';
import type { Verdict } from '#contract/verdict.js';
import { gradeSubmission, type TestOutcome } from '#judge/core/grade.js';

const SHORT: Record<string, Verdict> = { A: 'accepted', W: 'wrong-answer', T: 'time-limit-exceeded', R: 'runtime-error' };

function group(name: string, overrides: Partial<TestGroup> = {}): TestGroup {
  return {
    name, maxScore: null, scoreAggregation: 'sum', verdictAggregation: 'first-error', onReject: 'continue', acceptScore: 1, rejectScore: null, requirePass: [], range: null, ignoreSample: false, ...overrides,
  };
}

/** Tests are named by their groups; `verdicts` has a letter each, `.` for one not judged yet. */
function grade(type: 'scoring' | 'pass-fail', groups: TestGroup[], tests: string[], verdicts: string, scores: (Partial<TestOutcome> | undefined)[] = []) {
  const problem = { types: [type], groups, tests: tests.map((name) => ({ group: name })) } as unknown as ProblemPackage;
  const grading = gradeSubmission(problem, (index) => (SHORT[verdicts[index]!] ? { verdict: SHORT[verdicts[index]!]!, score: null, multiplier: null, ...scores[index] } : undefined));
  if (grading.kind === 'needs-grader') return { call: grading.call };
  return grading.kind === 'needs' ? `needs ${grading.index}` : { verdict: grading.grade.verdict, score: grading.grade.score, fault: grading.grade.fault };
}

describe('a pass-fail problem', () => {
  const tests = ['sample', 'secret', 'secret'];
  it('needs its tests in order', () => expect(grade('pass-fail', [], tests, 'A..')).toBe('needs 1'));
  it('is settled by the first failing test', () => expect(grade('pass-fail', [], tests, 'AT.')).toEqual({ verdict: 'time-limit-exceeded', score: null, fault: null }));
  it('has the verdict of the first failing test in the order of the package, however late it ran', () => expect(grade('pass-fail', [], tests, 'AWT')).toMatchObject({ verdict: 'wrong-answer' }));
  it('asks for an earlier test though a later one failed', () => expect(grade('pass-fail', [], tests, 'A.T')).toBe('needs 1'));
  it('is accepted when all are', () => expect(grade('pass-fail', [], tests, 'AAA')).toMatchObject({ verdict: 'accepted' }));
});

describe('a scoring problem', () => {
  const root = (overrides: Partial<TestGroup> = {}) => [group('', { ignoreSample: true, ...overrides }), group('sample')];
  const partial = { verdictAggregation: 'accept-if-any-accepted' } as const;
  const subtask = (name: string, points: number) => group(name, { scoreAggregation: 'pass-fail', maxScore: points, onReject: 'break' });
  const two = [...root(partial), group('secret', partial), subtask('secret/1', 30), subtask('secret/2', 70)];
  const tests = ['sample', 'secret/1', 'secret/1', 'secret/2', 'secret/2'];

  it('gives the points of the groups that are passed', () => expect(grade('scoring', two, tests, 'AAAWA')).toMatchObject({ verdict: 'accepted', score: 30 }));
  it('skips the rest of a group that breaks', () => expect(grade('scoring', two, tests, 'AW...')).toBe('needs 3'));
  it('is the same whether the rest was run or not', () => expect(grade('scoring', two, tests, 'AW.AA')).toEqual(grade('scoring', two, tests, 'AWAAA')));
  it('has no points where nothing is passed', () => expect(grade('scoring', two, tests, 'AWAWA')).toMatchObject({ verdict: 'wrong-answer', score: 0 }));
  it('runs samples that do not count', () => expect(grade('scoring', two, tests, 'WAAAA')).toMatchObject({ verdict: 'accepted', score: 100 }));
  it('counts a group only when the one that it requires is passed', () => {
    const required = [...two.slice(0, 4), { ...subtask('secret/2', 70), requirePass: ['secret/1'] }];
    expect(grade('scoring', required, tests, 'AWA..')).toMatchObject({ score: 0, verdict: 'wrong-answer' });
    expect(grade('scoring', required, tests, 'AAA..')).toBe('needs 3');
  });

  const single = (overrides: Partial<TestGroup>) => [...root(partial), group('secret', { ...partial, ...overrides })];
  const three = ['secret', 'secret', 'secret'];
  const scored = [{ score: 10 }, { score: 30 }, { score: 20 }];
  it('adds scores', () => expect(grade('scoring', single({ scoreAggregation: 'sum' }), three, 'AAA', scored)).toMatchObject({ score: 60 }));
  it('takes the least score', () => expect(grade('scoring', single({ scoreAggregation: 'min' }), three, 'AAA', scored)).toMatchObject({ score: 10 }));
  it('takes the greatest score', () => expect(grade('scoring', single({ scoreAggregation: 'max' }), three, 'AAA', scored)).toMatchObject({ score: 30 }));
  it('takes the average', () => expect(grade('scoring', single({ scoreAggregation: 'average' }), three, 'AAA', scored)).toMatchObject({ score: 20 }));
  it('takes the least with a rejected test as nothing', () => expect(grade('scoring', single({ scoreAggregation: 'min' }), three, 'AWA', scored)).toMatchObject({ score: 0 }));
  it('multiplies', () => expect(grade('scoring', single({ acceptScore: 40 }), three, 'AAW', [{ multiplier: 0.5 }])).toMatchObject({ score: 60 }));
  it('gives a rejected test its score', () => expect(grade('scoring', single({ rejectScore: 2 }), three, 'AWW')).toMatchObject({ score: 5 }));
  it('tells the worst error where asked to', () => expect(grade('scoring', [...root({ verdictAggregation: 'worst-error' }), group('secret', { verdictAggregation: 'worst-error' })], three, 'WTR')).toMatchObject({ verdict: 'runtime-error', score: 0 }));
  it('tells the first error where asked to', () => expect(grade('scoring', [...root(), group('secret')], three, 'AWT')).toMatchObject({ verdict: 'wrong-answer', score: 0 }));
  it('asks no score of samples that do not count', () => expect(grade('scoring', [...root(partial).slice(0, 1), group('sample', { acceptScore: null }), group('secret')], ['sample', 'secret'], 'AA')).toMatchObject({ score: 1, fault: null }));
  it('finds fault with a validator that owes a score', () => expect(grade('scoring', single({ acceptScore: null }), three, 'AAA', [{ score: 1 }])).toMatchObject({ fault: expect.stringMatching(/needs a score/) as unknown }));
});

describe('groups that are not run because of others', () => {
  it('leave the verdict to what failed first', () => {
    const groups = [group('', { ignoreSample: true }), group('sample'), group('secret', { verdictAggregation: 'accept-if-any-accepted' }), group('secret/a', { requirePass: ['sample'] }), group('secret/b', { requirePass: ['sample'] })];
    expect(grade('scoring', groups, ['sample', 'secret/a', 'secret/b'], 'T..')).toEqual({ verdict: 'time-limit-exceeded', score: 0, fault: null });
    expect(grade('scoring', groups, ['sample', 'secret/a', 'secret/b'], 'AAW')).toMatchObject({ verdict: 'accepted', score: 1 });
  });
});

describe('points of a single test', () => {
  const problem = { types: ['scoring'], groups: [group(''), group('secret', { acceptScore: 0 })], tests: [{ group: 'secret', points: 30 }, { group: 'secret', points: 5 }] } as unknown as ProblemPackage;
  const scoreOf = (...outcomes: Partial<TestOutcome>[]) => {
    const grading = gradeSubmission(problem, (index) => ({ verdict: 'accepted', score: null, multiplier: null, ...outcomes[index] }));
    return grading.kind === 'settled' ? grading.grade.score : grading;
  };
  it('go before those of its group, and behind those of the validator', () => {
    expect(scoreOf({}, {})).toBe(35);
    expect(scoreOf({ multiplier: 0.5 }, { score: 7 })).toBe(22);
  });
});

describe('a grader of the package', () => {
  const problem = (types: string[]) => ({ types, groups: [group('', { grader: ['x'] }), group('secret')], tests: [{ group: 'secret' }, { group: 'secret' }] }) as unknown as ProblemPackage;
  const grading = (types: string[], answer: string | undefined, second: Verdict = 'memory-limit-exceeded') =>
    gradeSubmission(problem(types), (index) => ({ verdict: index === 0 ? 'accepted' : second, score: null, multiplier: null }), () => answer);
  it('is asked with a line for each result', () => {
    expect(grading(['scoring'], undefined)).toEqual({ kind: 'needs-grader', call: { group: '', arguments: ['x'], input: 'RTE 1\n' } });
  });
  it('gives verdict and score, the finer verdict being kept', () => {
    expect(grading(['scoring'], 'AC 2.5\n')).toMatchObject({ grade: { verdict: 'accepted', score: 2.5, fault: null } });
    expect(grading(['scoring'], 'RTE 2.5\n')).toMatchObject({ grade: { verdict: 'memory-limit-exceeded', score: 0 } });
    expect(grading(['pass-fail'], 'AC 0')).toMatchObject({ grade: { verdict: 'accepted', score: null } });
  });
  it.each(['', 'AC', 'OK 3', 'AC three', 'AC 1\nWA 2'])('that says %j is at fault', (answer) => {
    expect(grading(['scoring'], answer)).toMatchObject({ grade: { verdict: 'judge-error', fault: expect.stringMatching(/must print a verdict and a score/) as unknown } });
  });
});

describe('a pass-fail problem whose groups say how verdicts are aggregated', () => {
  it.each([['always-accept', 'accepted'], ['accept-if-any-accepted', 'accepted'], ['worst-error', 'runtime-error']] as const)('heeds %s', (verdictAggregation, verdict) => {
    expect(grade('pass-fail', [group('', { verdictAggregation: 'worst-error' }), group('secret', { verdictAggregation })], ['secret', 'secret', 'secret'], 'AWR')).toEqual({ verdict, score: null, fault: null });
  });
});

describe('scores that a package of 2025-09 does not allow', () => {
  const gradeOf = (format: string, secret: Partial<TestGroup>, outcomes: Partial<TestOutcome>[]) => {
    const problem = { format, types: ['scoring'], groups: [group('', { ignoreSample: true }), group('sample'), group('secret', secret)], tests: ['sample', ...outcomes.map(() => 'secret')].map((name) => ({ group: name })) } as unknown as ProblemPackage;
    const grading = gradeSubmission(problem, (index) => ({ verdict: 'accepted', score: index === 0 ? 9000 : null, multiplier: null, ...outcomes[index - 1] }));
    return grading.kind === 'settled' ? grading.grade.fault : grading.kind;
  };
  const bounded = { maxScore: 100, acceptScore: 50 };
  it.each<[string, Partial<TestGroup>, Partial<TestOutcome>[], RegExp | null]>([
    ['more than a test can have', bounded, [{ score: 51 }], /score of 51, which must be from 0 to 50/],
    ['less than nothing', { maxScore: null, acceptScore: null }, [{ score: -1 }], /score of -1, which must be 0 or more/],
    ['a multiplier above 1', bounded, [{ multiplier: 1.5 }], /multiplier of 1.5, which must be from 0 to 1/],
    ['a multiplier of nothing', { maxScore: null, acceptScore: null }, [{ multiplier: 0.5, score: null }], /no maximum/],
    ['both', bounded, [{ score: 1, multiplier: 1 }], /a score.txt and a score_multiplier.txt/],
    ['more than the group can have', { maxScore: 80, acceptScore: 50 }, [{}, {}], /"secret" comes to a score of 100, which is more than its max_score of 80/],
    ['of no matter, as the group passes or fails', { maxScore: 30, acceptScore: 30, scoreAggregation: 'pass-fail' }, [{ score: 31 }], null],
    ['as much as it can have, in thirds', { maxScore: 0.3, acceptScore: 0.1 }, [{}, {}, {}], null],
  ])('%s', (_title, secret, outcomes, fault) => {
    if (fault === null) expect(gradeOf('2025-09', secret, outcomes)).toBeNull();
    else expect(gradeOf('2025-09', secret, outcomes)).toMatch(fault);
  });
  it('are the legacy format\'s own matter', () => expect(gradeOf('legacy', bounded, [{ score: 51 }])).toBeNull());
});
