import { describe, expect, it } from 'vitest';
import type { LabelledSubmission } from '#contract/package.js';
import type { Verdict } from '#contract/verdict.js';
import { judgeExpectation, type Outcome } from '#server/problems/expectation.js';

const label = (more: Partial<LabelledSubmission>): LabelledSubmission => ({ path: 'a/b.cpp', files: [], language: 'cpp', expected: [], expectedScore: null, calibrates: 'no', ...more });
const test = (name: string, verdict: Verdict, more: Partial<Outcome['tests'][number]> = {}): Outcome['tests'][number] => ({ name, verdict, score: null, cpuMs: 1, ...more });
const outcome = (verdict: Verdict, more: Partial<Outcome> = {}): Outcome => ({ verdict, score: null, tests: [test('secret/1', verdict)], ...more });
const judged = (of: Partial<LabelledSubmission>, came: Outcome, time = { limitMs: 1000 as number | null, acFactor: 2, tleFactor: 1.5 }) => judgeExpectation(label(of), came, time);

const CRASH = ['runtime-error', 'memory-limit-exceeded'];
const TOO_SLOW = ['time-limit-exceeded', 'idleness-limit-exceeded'];

describe('the verdict', () => {
  it.each<[string[], Verdict, boolean]>([
    [['accepted'], 'accepted', true],
    [['accepted'], 'wrong-answer', false],
    [['wrong-answer'], 'accepted', false],
    [['wrong-answer', 'accepted'], 'accepted', true],
    [['runtime-error'], 'memory-limit-exceeded', true],
    [['memory-limit-exceeded'], 'runtime-error', false],
    [['time-limit-exceeded'], 'idleness-limit-exceeded', true],
    [['time-limit-exceeded'], 'runtime-error', false],
    [['compile-error'], 'compile-error', true],
    [[], 'wrong-answer', true],
  ])('%j is met by %s: %s', (expected, verdict, met) => {
    expect(judged({ expected }, outcome(verdict)).asExpected).toBe(met);
  });

  it('says which word of the package covers it', () => {
    expect(judged({ expected: CRASH }, outcome('memory-limit-exceeded')).note).toBe('memory-limit-exceeded counts as runtime-error here.');
    expect(judged({ expected: TOO_SLOW }, outcome('idleness-limit-exceeded', { tests: [] })).note).toContain('idleness-limit-exceeded counts as time-limit-exceeded here.');
    expect(judged({ expected: CRASH }, outcome('runtime-error')).note).toBe('');
  });

  it('names both where they differ', () => {
    expect(judged({ expected: ['accepted'] }, outcome('wrong-answer')).note).toBe('Expected accepted, got wrong-answer.');
  });

  it('is not known where the judge failed, though anything goes', () => {
    expect(judged({ expected: [] }, outcome('judge-error'))).toEqual({ asExpected: false, note: 'The judge failed, so it is not known what it would come to.' });
  });
});

describe('the score', () => {
  it.each<[number | null, boolean]>([[40, true], [60, true], [39.9, false], [60.1, false], [null, false]])('%s lies in 40 to 60: %s', (score, met) => {
    expect(judged({ expectedScore: [40, 60] }, outcome('accepted', { score })).asExpected).toBe(met);
  });

  it('is named once, though label and requirement say the same', () => {
    const of = { expectedScore: [40, 60] as [number, number], requirements: [{ tests: null, score: [40, 60] as [number, number], calibrates: 'no' as const }] };
    expect(judged(of, outcome('accepted', { score: 1 })).note).toBe('Expected a score from 40 to 60, got 1.');
  });

  it('of a group can be demanded, by its name or a pattern', () => {
    const demand = (tests: string) => ({ requirements: [{ tests, score: [5, 5] as [number, number], calibrates: 'no' as const }] });
    const came = outcome('accepted', { tests: [test('secret/a/1', 'accepted'), test('secret/b/1', 'accepted')], groupScores: new Map([['secret', 9], ['secret/a', 5], ['secret/b', 4]]) });
    expect(judged(demand('secret/a'), came)).toEqual({ asExpected: true, note: '' });
    expect(judged(demand('secret/b'), came)).toEqual({ asExpected: false, note: 'Group secret/b: Expected a score of 5, got 4.' });
    expect(judged(demand('secret/*'), came)).toMatchObject({ asExpected: false });
    expect(judged(demand('secret'), came)).toMatchObject({ asExpected: false, note: 'Group secret: Expected a score of 5, got 9.' });
  });

  it('of a single test can be demanded; that of a group is said to be unchecked', () => {
    const demand = (tests: string) => ({ requirements: [{ tests, score: [5, 5] as [number, number], calibrates: 'no' as const }] });
    const came = outcome('accepted', { tests: [test('secret/a/1', 'accepted', { score: 4 })] });
    expect(judged(demand('secret/a/1'), came)).toEqual({ asExpected: false, note: 'Test secret/a/1: Expected a score of 5, got 4.' });
    expect(judged(demand('secret/a'), came)).toEqual({ asExpected: true, note: 'The score of secret/a is not checked.' });
  });
});

describe('requirements on tests', () => {
  const requirement = (more: object) => ({ requirements: [{ tests: null, calibrates: 'no' as const, ...more }] });
  const came = outcome('wrong-answer', { tests: [test('sample/1', 'accepted'), test('secret/a/1', 'wrong-answer', { judgeMessage: 'Line 3 DIFFERS' }), test('secret/b/1', 'skipped')] });

  it.each<[string, object, boolean]>([
    ['every test is permitted', { permitted: ['accepted', 'wrong-answer'] }, true],
    ['a test is not permitted', { permitted: ['accepted'] }, false],
    ['permitted is asked of one group', { tests: 'sample', permitted: ['accepted'] }, true],
    ['a pattern finds the test that is not permitted', { tests: 'secret/*', permitted: ['accepted'] }, false],
    ['one test has what is required', { required: ['wrong-answer'] }, true],
    ['the test with what is required is in another group', { tests: 'sample', required: ['wrong-answer'] }, false],
    ['what was skipped meets nothing', { tests: 'secret/b', required: ['skipped'] }, false],
    ['the judge said it, in other letters', { message: 'line 3 differs' }, true],
    ['the judge did not say it', { message: 'line 4' }, false],
  ])('%s', (_title, more, met) => {
    expect(judged(requirement(more), came).asExpected).toBe(met);
  });

  it('do not hold of themselves where it does not compile', () => {
    expect(judged(requirement({ permitted: ['accepted'] }), outcome('compile-error', { tests: [] })).asExpected).toBe(false);
    expect(judged({ ...requirement({ permitted: ['accepted'] }), expected: ['compile-error'] }, outcome('compile-error', { tests: [] })).asExpected).toBe(true);
  });

  it('say so where their pattern matches nothing', () => {
    expect(judged(requirement({ tests: 'secret/c', permitted: ['accepted'] }), came)).toEqual({ asExpected: true, note: 'secret/c matches no test that was run.' });
  });
});

describe('the time', () => {
  const at = (verdict: Verdict, cpuMs: number) => outcome(verdict, { tests: [test('secret/1', verdict, { cpuMs })] });

  it('near the limit is a note, and no surprise', () => {
    expect(judged({ expected: ['accepted'] }, at('accepted', 800))).toEqual({ asExpected: true, note: "It uses 80 % of the time limit, more than the format's margin leaves it (50 %): another machine may find it too slow." });
    expect(judged({ expected: TOO_SLOW }, at('time-limit-exceeded', 1050))).toEqual({ asExpected: true, note: "It needs 105 % of the time limit, less than the format's margin for what is too slow (150 %): another machine may accept it." });
  });

  it('is held against the margins of the format that the package is in, up to twice the limit', () => {
    const legacy = { limitMs: 1000, acFactor: 5, tleFactor: 3 };
    expect(judged({ expected: ['accepted'] }, at('accepted', 201), legacy).note).toContain('(20 %)');
    expect(judged({ expected: ['accepted'] }, at('accepted', 200), legacy).note).toBe('');
    expect(judged({ expected: TOO_SLOW }, at('time-limit-exceeded', 1999), legacy).note).toContain('(200 %)');
    expect(judged({ expected: TOO_SLOW }, at('time-limit-exceeded', 2001), legacy).note).toBe('');
  });

  it('far from the limit, or without one, needs no word', () => {
    expect(judged({ expected: ['accepted'] }, at('accepted', 400)).note).toBe('');
    expect(judged({ expected: TOO_SLOW }, at('time-limit-exceeded', 1500)).note).toBe('');
    expect(judged({ expected: ['accepted'] }, at('accepted', 800), { limitMs: null, acFactor: 2, tleFactor: 2 }).note).toBe('');
  });
});
