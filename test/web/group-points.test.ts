import { describe, expect, test } from 'vitest';
import type { VisibleGroup } from '#contract/submission.js';
import type { Verdict } from '#contract/verdict.js';
import { groupsNow, rangesOf } from '../../web/util/group-points.js';

type Points = NonNullable<VisibleGroup['points']>;
const group = (name: string, tests: number[], groups: string[], points: Partial<Points> = {}, rest: Partial<VisibleGroup> = {}): VisibleGroup => ({
  name, tests, groups, points: { possible: null, counts: true, acceptScore: 1, rejectScore: null, scoreAggregation: 'sum', verdictAggregation: 'first-error', requirePass: [], ...points }, ...rest,
});
const TREE = [
  group('', [], ['sample', 'secret'], { possible: 100 }),
  group('sample', [1], [], { counts: false, acceptScore: 0 }),
  group('secret', [], ['secret/1', 'secret/2'], { possible: 100 }),
  group('secret/1', [2, 3], [], { possible: 30, scoreAggregation: 'pass-fail' }),
  group('secret/2', [4, 5], [], { possible: 70, scoreAggregation: 'pass-fail', requirePass: ['secret/1'] }),
];
const LETTER: Record<string, Verdict> = { A: 'accepted', W: 'wrong-answer', S: 'skipped' };
const tests = (letters: string) => [...letters].flatMap((letter, at) => (LETTER[letter] ? [{ index: at + 1, verdict: LETTER[letter], score: null }] : []));
const scores = (letters: string, tree = TREE) => Object.fromEntries(groupsNow(tree, tests(letters)).map((row) => [row.group.name, row.score]));

describe('points of groups while tests come in', () => {
  test('are open as long as they can change', () => expect(scores('AA')).toEqual({ '': undefined, sample: 0, secret: undefined, 'secret/1': undefined, 'secret/2': undefined }));
  test('are there as soon as a group is done', () => expect(scores('AAA')).toMatchObject({ secret: undefined, 'secret/1': 30, 'secret/2': undefined }));
  test('are added upwards', () => expect(scores('AAAAA')).toMatchObject({ '': 100, secret: 100, 'secret/1': 30, 'secret/2': 70 }));
  test('are lost with the first failure where every test must be accepted', () => expect(scores('AAAW')).toMatchObject({ 'secret/1': 30, 'secret/2': 0, secret: 30 }));
  test('are lost with the group that is required', () => expect(scores('AW')).toMatchObject({ 'secret/1': 0, 'secret/2': 0, secret: 0 }));

  test.each([
    ['sum', 'AWA', 2], ['min', 'AW', 0], ['min', 'AA', undefined], ['max', 'AWA', 1], ['average', 'AWA', 2 / 3], ['sum', 'AW', undefined],
  ] as const)('by %s of %s are %s', (scoreAggregation, letters, expected) => {
    expect(scores(letters, [group('', [1, 2, 3], [], { scoreAggregation })])['']).toEqual(expected);
  });

  test('of tests whose validator scores are not known before the end', () => expect(scores('A', [group('', [1], [], { acceptScore: null })])['']).toBeUndefined());
  test("are the server's once it has spoken", () => {
    const [row] = groupsNow([group('', [1], [], { score: 7 }, { verdict: 'accepted' })], tests('W'));
    expect([row?.score, row?.verdict]).toEqual([7, 'accepted']);
  });
  test('come with how many tests are done, and the first that failed', () => {
    const rows = groupsNow(TREE, tests('AAAW'));
    expect(rows.map(({ depth, done, total, accepted, firstFailed }) => [depth, done, total, accepted, firstFailed])).toEqual([
      [0, 4, 5, 3, 4], [1, 1, 1, 1, undefined], [1, 3, 4, 2, 4], [2, 2, 2, 2, undefined], [2, 1, 2, 0, 4],
    ]);
  });
});

test("groups of which it is not told which tests they have are as the server says, and there", () => {
  const hidden = TREE.map((each) => ({ ...each, tests: [] }));
  const rows = (tree: VisibleGroup[]) => groupsNow(tree, tests('A')).map((row) => [row.group.name, row.depth, row.score, row.verdict]);
  expect(rows(hidden)).toEqual([['', 0, undefined, undefined], ['sample', 1, undefined, undefined], ['secret', 1, undefined, undefined], ['secret/1', 2, undefined, undefined], ['secret/2', 2, undefined, undefined]]);
  const judged = hidden.map((each) => (each.name === 'secret/1' ? { ...each, verdict: 'accepted' as const, points: { ...each.points!, score: 30 } } : each));
  expect(rows(judged)[3]).toEqual(['secret/1', 2, 30, 'accepted']);
});

test('runs of numbers', () => expect(rangesOf([1, 2, 3, 7, 9, 10])).toEqual([[1, 3], [7, 7], [9, 10]]));
