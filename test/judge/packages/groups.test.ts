import { describe, expect, it } from 'vitest';
import type { TestGroup } from '#contract/package.js';
import { faultsAt, LEGACY, MODERN, readFolder, SCORING, sound, warningsAt, type Tree } from './package-trees.js';

const LEGACY_SCORING: Tree = { ...LEGACY, 'problem.yaml': 'name: Sums\ntype: scoring\n' };

async function legacyGroup(yaml: string, tree: Tree = LEGACY_SCORING): Promise<TestGroup | undefined> {
  const problem = sound(await readFolder({ ...tree, 'data/secret/testdata.yaml': yaml }));
  return problem.groups.find((group) => group.name === 'secret');
}

describe('testdata.yaml', () => {
  const cases: [string, Partial<TestGroup>][] = [
    ['', { scoreAggregation: 'sum', verdictAggregation: 'first-error', onReject: 'break', acceptScore: 1, rejectScore: 0, range: null, maxScore: null }],
    ['on_reject: continue', { verdictAggregation: 'worst-error', onReject: 'continue' }],
    ['grader_flags: min', { scoreAggregation: 'min' }],
    ['grader_flags: max always_accept', { scoreAggregation: 'max', verdictAggregation: 'always-accept' }],
    ['grader_flags: sum avg', { scoreAggregation: 'average' }],
    ['on_reject: continue\ngrader_flags: first_error', { verdictAggregation: 'first-error' }],
    ['on_reject: continue\ngrader_flags: no_errors', { verdictAggregation: 'worst-error' }],
    ['grader_flags: accept_if_any_accepted', { verdictAggregation: 'accept-if-any-accepted' }],
    ['accept_score: 12.5\nreject_score: -1', { acceptScore: 12.5, rejectScore: -1 }],
    ['range: 0 100', { range: [0, 100], maxScore: 100 }],
    ['range: -inf +inf', { range: null, maxScore: null }],
    ['range: 0 inf', { range: [0, null], maxScore: null }],
  ];
  it.each(cases)('with %j', async (yaml, expected) => {
    expect(await legacyGroup(yaml)).toMatchObject(expected);
  });

  it('has no scores in a pass-fail problem', async () => {
    expect(await legacyGroup('on_reject: break', LEGACY)).toMatchObject({ scoreAggregation: 'pass-fail', acceptScore: null, maxScore: null });
  });

  it('is inherited by all groups below, which may say otherwise', async () => {
    const problem = sound(await readFolder({
      ...LEGACY_SCORING,
      'data/testdata.yaml': 'on_reject: continue\ngrader_flags: always_accept ignore_sample\nrange: 0 100\n',
      'data/secret/a/testdata.yaml': 'on_reject: break\ngrader_flags: min\naccept_score: 40\nrange: 0 40\n',
      'data/secret/a/1.in': '', 'data/secret/a/1.ans': '',
      'data/secret/a/deep/1.in': '', 'data/secret/a/deep/1.ans': '',
      'data/sample/1.in': '', 'data/sample/1.ans': '',
    }));
    expect(problem.groups.map(({ name }) => name)).toEqual(['', 'sample', 'secret', 'secret/a', 'secret/a/deep']);
    const [root, sample, secret, a, deep] = problem.groups;
    expect(root).toMatchObject({ ignoreSample: true, verdictAggregation: 'always-accept', maxScore: 100 });
    expect(sample).toMatchObject({ ignoreSample: false, verdictAggregation: 'always-accept', onReject: 'continue' });
    expect(secret).toMatchObject({ verdictAggregation: 'always-accept', range: [0, 100] });
    expect(a).toMatchObject({ verdictAggregation: 'first-error', scoreAggregation: 'min', acceptScore: 40, range: [0, 40] });
    expect(deep).toMatchObject({ ...a, name: 'secret/a/deep' });
    expect(problem.tests.map(({ name, group }) => [name, group])).toEqual([['sample/1', 'sample'], ['secret/1', 'secret'], ['secret/a/1', 'secret/a'], ['secret/a/deep/1', 'secret/a/deep']]);
  });

  it('names faults and what is ignored', async () => {
    const read = await readFolder({ ...LEGACY_SCORING, 'data/secret/testdata.yaml': 'range: 5 1\ngrader_flags: worst\nfoo: 1\n' });
    expect(faultsAt(read)).toEqual(['data/secret/testdata.yaml:1']);
    expect(warningsAt(read)).toEqual(['data/secret/testdata.yaml:2', 'data/secret/testdata.yaml:3']);
  });
});

const ONE = 'data/secret/group1';
const TWO = 'data/secret/group2';
const GROUPS: Tree = Object.fromEntries([
  ...Object.entries(SCORING).filter(([path]) => !path.startsWith('data/')),
  ...['sample', 'secret/group1', 'secret/group2'].flatMap((group) => ['1', '2'].flatMap((name) => [[`data/${group}/${name}.in`, name], [`data/${group}/${name}.ans`, name]])),
]) as Tree;

describe('test_group.yaml', () => {
  it('gives the groups of a scoring problem their scores', async () => {
    const problem = sound(await readFolder({
      ...GROUPS,
      [`${ONE}/test_group.yaml`]: 'max_score: 30\n',
      [`${TWO}/test_group.yaml`]: 'max_score: 70\nscore_aggregation: sum\nrequire_pass: [sample, secret/group1]\n',
    }));
    const [root, sample, secret, one, two] = problem.groups;
    expect(root).toMatchObject({ name: '', ignoreSample: true, scoreAggregation: 'sum' });
    expect(sample).toMatchObject({ name: 'sample', maxScore: null });
    expect(secret).toMatchObject({ name: 'secret', maxScore: 100, scoreAggregation: 'sum', onReject: 'continue', verdictAggregation: 'accept-if-any-accepted' });
    expect(one).toMatchObject({ name: 'secret/group1', maxScore: 30, scoreAggregation: 'pass-fail', onReject: 'break', verdictAggregation: 'first-error', requirePass: [] });
    expect(two).toMatchObject({ name: 'secret/group2', maxScore: 70, scoreAggregation: 'sum', acceptScore: 35, requirePass: ['sample', 'secret/group1'] });
  });

  it('shares the points of secret among its tests where there are no groups', async () => {
    const problem = sound(await readFolder({ ...SCORING, 'data/secret/2.in': '', 'data/secret/2.ans': '' }));
    expect(problem.groups.find(({ name }) => name === 'secret')).toMatchObject({ acceptScore: 50, maxScore: 100 });
  });

  it('may leave scores without bound, which the validator must then give', async () => {
    const problem = sound(await readFolder({ ...SCORING, 'data/secret/test_group.yaml': 'max_score: unbounded\n' }));
    expect(problem.groups.find(({ name }) => name === 'secret')).toMatchObject({ acceptScore: null, maxScore: null, range: [0, null] });
  });

  const faults: [string, Tree, string[]][] = [
    ['scores in a pass-fail problem', { ...MODERN, 'data/secret/test_group.yaml': 'max_score: 1\nrequire_pass: sample\n' }, ['data/secret/test_group.yaml:1', 'data/secret/test_group.yaml:2']],
    ['scores for samples', { ...SCORING, 'data/sample/test_group.yaml': 'max_score: 1\n' }, ['data/sample/test_group.yaml:1']],
    ['a group without points below a bounded secret', { ...GROUPS, [`${ONE}/test_group.yaml`]: 'max_score: 1\n', [`${TWO}/test_group.yaml`]: 'score_aggregation: sum\n' }, [`${TWO}/test_group.yaml`]],
    ['folders that are groups beside some that are not', { ...GROUPS, [`${ONE}/test_group.yaml`]: 'max_score: 1\n' }, [TWO]],
    ['tests beside groups', { ...GROUPS, [`${ONE}/test_group.yaml`]: 'max_score: 1\n', [`${TWO}/test_group.yaml`]: 'max_score: 1\n', 'data/secret/1.in': '', 'data/secret/1.ans': '' }, ['data/secret/1.in']],
    ['groups in groups', { ...GROUPS, [`${ONE}/test_group.yaml`]: 'max_score: 1\n', [`${TWO}/test_group.yaml`]: 'max_score: 1\n', [`${TWO}/deep/test_group.yaml`]: 'max_score: 1\n' }, [`${TWO}/deep/test_group.yaml:1`]],
    ['required groups that come later or are none', { ...GROUPS, [`${ONE}/test_group.yaml`]: 'max_score: 1\nrequire_pass: secret/group2\n', [`${TWO}/test_group.yaml`]: 'max_score: 1\nrequire_pass: group1\n' }, [`${ONE}/test_group.yaml:2`, `${TWO}/test_group.yaml:2`]],
    ['unknown keys', { ...MODERN, 'data/secret/test_group.yaml': 'args: [a]\nflags: b\n' }, ['data/secret/test_group.yaml:2']],
    ['aggregations of the old format', { ...SCORING, 'data/secret/test_group.yaml': 'score_aggregation: avg\n' }, ['data/secret/test_group.yaml:1']],
  ];
  it.each(faults)('refuses %s', async (_title, tree, expected) => {
    expect(faultsAt(await readFolder(tree))).toEqual(expected);
  });
});
