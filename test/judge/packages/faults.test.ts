import { describe, expect, it } from 'vitest';
import { faultsAt, LEGACY, MODERN, readFolder, SCORING, sound, type Tree } from './package-trees.js';

describe('faults', () => {
  it('are listed all at once, with file and line, and nothing is stored', async () => {
    const read = await readFolder({
      'problem.yaml': 'problem_format_version: 2025-09\nname: {en: Sums, english: Sums}\ncolour: red\nlicense: mine\nlimits:\n  memory: lots\n  patience: 3\n',
      'statement/problem.md': 'x\n',
      'data/sample/1.ans': '',
      'data/secret/1.in': '',
      'data/secret/test_group.yaml': 'output_validator_args: [float_tolerance]\nrequire_pass: sample\n',
      'data/secret/2.yaml': 'hint: x\n',
    });
    expect([...new Set(faultsAt(read))]).toEqual([
      'data/sample/1.ans', 'data/secret', 'data/secret/1.in', 'data/secret/2.yaml', 'data/secret/test_group.yaml:2', 'problem.yaml:2', 'problem.yaml:3', 'problem.yaml:4', 'problem.yaml:6', 'problem.yaml:7',
    ]);
    expect(read.package).toBeNull();
    expect(read.stored.size).toBe(0);
  });

  it('of the parts are all listed when problem.yaml can be understood', async () => {
    const read = await readFolder({
      ...MODERN,
      'problem.yaml': `${MODERN['problem.yaml'] as string}type: interactive\n`,
      'statement/problem.md': 'x\n',
      'data/sample/1.ans': '',
      'data/secret/2.in': '',
      'data/secret/test_group.yaml': 'output_validator_args: [float_tolerance]\nrequire_pass: sample\n',
      'data/secret/3.yaml': 'hint: x\n',
      'submissions/submissions.yaml': 'accepted/*:\n  permitted: [AC, OK]\n',
      'attachments/folder/a.txt': '',
    });
    expect(faultsAt(read)).toEqual([
      'attachments/folder', 'data/sample/1.ans', 'data/secret', 'data/secret/2.in', 'data/secret/3.yaml', 'data/secret/test_group.yaml:2', 'problem.yaml', 'submissions/submissions.yaml:2',
    ]);
  });

  const cases: [string, Tree, string[]][] = [
    ['no problem.yaml', { 'a.txt': '' }, ['problem.yaml']],
    ['YAML that is none', { ...MODERN, 'problem.yaml': 'name: [\n' }, ['problem.yaml:2']],
    ['a key given twice', { ...MODERN, 'problem.yaml': `${MODERN['problem.yaml'] as string}name: Again\n` }, ['problem.yaml:4']],
    ['an unknown format', { ...MODERN, 'problem.yaml': 'problem_format_version: 1999-01\n' }, ['problem.yaml:1']],
    ['a time limit beyond all measure, and only that', { ...MODERN, 'problem.yaml': `${MODERN['problem.yaml'] as string}limits:\n  time_limit: 1e300\n  memory: 99999999999\n` }, ['problem.yaml:5', 'problem.yaml:6']],
    ['a missing name beside a missing answer', { ...MODERN, 'problem.yaml': (MODERN['problem.yaml'] as string).replace(/name:.*\n/, ''), 'data/secret/9.in': '' }, ['data/secret/9.in', 'problem.yaml']],
    ['no secret tests', { ...LEGACY, 'data/secret/1.in': { link: '../../none' }, 'data/secret/1.ans': { link: '../../none' } }, ['data/secret', 'data/secret/1.ans', 'data/secret/1.in']],
    ['a link out of the package', { ...LEGACY, 'data/secret/2.in': { link: '/etc/passwd' }, 'data/secret/2.ans': '' }, ['data/secret/2.ans', 'data/secret/2.in']],
    ['a link round and round', { ...LEGACY, 'data/secret/loop': { link: '..' } }, ['data/secret/loop']],
    ['a custom validator that is missing', { ...LEGACY, 'problem.yaml': 'name: x\nvalidation: custom\n' }, ['output_validators']],
    ['several output validators that a submission should talk with', { ...LEGACY, 'problem.yaml': 'name: x\nvalidation: custom interactive\n', 'output_validators/a.py': '', 'output_validators/b.py': '' }, ['output_validators']],
    ['several output validators in the new format', { ...MODERN, 'output_validator/a/check.py': '', 'output_validator/b/check.py': '' }, ['output_validator']],
    ['nothing to find the time limit with', { ...LEGACY, 'submissions/accepted/sum.py': 'print "Python 2"\n' }, ['submissions']],
    ['a grader that is missing', { ...LEGACY, 'data/testdata.yaml': 'on_reject: continue\ngrading: custom\n' }, ['graders']],
    ['several graders', { ...LEGACY, 'data/testdata.yaml': 'grading: custom\n', 'graders/a.py': '', 'graders/b.py': '' }, ['graders']],
    ['a grader of the new format that is missing', { ...SCORING, 'arbiter.yaml': 'graders: {secret: []}\n' }, ['graders']],
    ['a grader for a group that is not there, or for samples', { ...SCORING, 'graders/a.py': '', 'arbiter.yaml': 'graders:\n  secret/x: []\n  sample: []\n  secret: [a]\n', 'data/sample/1.in': '', 'data/sample/1.ans': '' }, ['arbiter.yaml:2', 'arbiter.yaml:3']],
    ['a static validator that is missing', { ...SCORING, 'data/secret/test_group.yaml': 'static_validation_score: 10\n' }, ['static_validator']],
    ['static scores where none are added up', { ...SCORING, 'static_validator/a.py': '', 'data/secret/test_group.yaml': 'score_aggregation: pass-fail\nstatic_validation_score: 10\n' }, ['data/secret/test_group.yaml:2']],
    ['arguments for no static validation', { ...SCORING, 'data/secret/test_group.yaml': 'static_validator_args: [a]\n' }, ['data/secret/test_group.yaml:1']],
    ['no language that is judged here', { ...MODERN, 'problem.yaml': `${MODERN['problem.yaml'] as string}languages: [snobol, simula]\n` }, ['problem.yaml']],
    ['tolerances of which one would count', { ...MODERN, 'data/secret/test_group.yaml': 'output_validator_args: [float_tolerance, "1e-3", float_absolute_tolerance, "1e-9"]\n' }, ['data/secret']],
    ['the same tolerance twice', { ...MODERN, 'data/secret/1.yaml': 'output_validator_args: [float_tolerance, "1e-3", float_tolerance, "1e-9"]\n' }, ['data/secret/1.yaml']],
    ['a program that only another DOMjudge has', { ...LEGACY, 'domjudge-problem.ini': 'special_compare = mine\n' }, ['domjudge-problem.ini']],
    ['an alias bomb', { ...MODERN, 'problem.yaml': ['a: &a [x,x,x,x,x,x,x,x,x,x]', ...'bcdefgh'.split('').map((key, i) => `${key}: &${key} [${`*${'abcdefg'[i]},`.repeat(10)}]`)].join('\n') }, ['problem.yaml']],
    ['a name that reaches for the prototype', { ...MODERN, 'problem.yaml': `${MODERN['problem.yaml'] as string}__proto__: {type: scoring}\n` }, ['problem.yaml:4']],
  ];
  it.each(cases)('are found: %s', async (_title, tree, expected) => {
    const read = await readFolder(tree);
    expect(faultsAt(read)).toEqual(expected);
    expect(read.stored.size).toBe(0);
  });

  it('of text that is no YAML are not listed without end', async () => {
    const read = await readFolder({ ...MODERN, 'problem.yaml': `name: ${'['.repeat(100_000)}` });
    expect(faultsAt(read)).toEqual(Array<string>(10).fill('problem.yaml:1'));
  });

  it('are not made of what is only unusual', async () => {
    sound(await readFolder({ ...LEGACY, 'problem.yaml': 'problem_format_version: legacy\nname: "2048"\ngrading:\nlimits:\nkeywords: a b\nuuid:\n' }));
  });
});
