/** What the formats forbid, real packages have, and can only mean one thing: accepted, with a warning. */
import { describe, expect, it } from 'vitest';
import { faultsAt, LEGACY, MODERN, readFolder, SCORING, sound, warningsAt, type Tree } from './package-trees.js';

const without = (tree: Tree, ...paths: string[]): Tree => Object.fromEntries(Object.entries(tree).filter(([path]) => !paths.includes(path)));

describe('a 2025-09 package is read', () => {
  it.each<[string, Tree, string[]]>([
    ['with a uuid that is none', { ...MODERN, 'problem.yaml': 'problem_format_version: 2025-09\nname: Sums\nuuid: sums-1\n' }, ['problem.yaml:3']],
    ['without a uuid', { ...MODERN, 'problem.yaml': 'problem_format_version: 2025-09\nname: Sums\n' }, ['problem.yaml']],
    ['with a statement that does not say its language', { ...without(MODERN, 'statement/problem.en.md'), 'statement/problem.md': 'Add.\n' }, ['statement/problem.md']],
    ['with statements in the folder of the old format', { ...without(MODERN, 'statement/problem.en.md'), 'problem_statement/problem.en.md': 'Add.\n' }, ['problem_statement']],
    ['with a name in one of two languages', { ...MODERN, 'statement/problem.sv.md': 'Addera.\n' }, ['problem.yaml']],
    ['with an output validator in the folder of the old format', { ...MODERN, 'output_validators/check.py': 'exit(42)\n' }, ['output_validators']],
    ['with a conversation that belongs to no test', { ...MODERN, 'data/sample/1.interaction': '<1\n>2\n' }, ['data/sample/1.interaction']],
    ['under an embargo, which is told', { ...MODERN, 'problem.yaml': `${MODERN['problem.yaml'] as string}embargo_until: 9000-01-01\n` }, ['problem.yaml:4']],
    ['with languages that are not judged here', { ...MODERN, 'problem.yaml': `${MODERN['problem.yaml'] as string}languages: [cpp, snobol]\n` }, ['problem.yaml']],
    ['with tests beside folders of tests', { ...MODERN, 'data/secret/more/1.in': '', 'data/secret/more/1.ans': '' }, ['data/secret']],
  ])('%s', async (_title, tree, warnings) => {
    const read = await readFolder(tree);
    sound(read);
    expect(warningsAt(read)).toEqual(warnings);
  });

  it('with every folder of data/secret as a group, though it says nothing of itself', async () => {
    const tests = { 'data/secret/a/1.in': '', 'data/secret/a/1.ans': '', 'data/secret/b/1.in': '', 'data/secret/b/1.ans': '' };
    const problem = sound(await readFolder({ ...without(MODERN, 'data/secret/1.in', 'data/secret/1.ans'), ...tests }));
    expect(problem.groups.map(({ name }) => name)).toEqual(['', 'secret', 'secret/a', 'secret/b']);
  });

  it('with constants in its test groups', async () => {
    const problem = sound(await readFolder({ ...SCORING, 'problem.yaml': `${SCORING['problem.yaml'] as string}constants: {most: 30}\n`, 'data/secret/test_group.yaml': 'max_score: {{most}}\n' }));
    expect(problem.groups.find(({ name }) => name === 'secret')).toMatchObject({ maxScore: 30 });
  });
});

describe('an early draft of the format', () => {
  it('may say validation and validator_flags as the legacy format does', async () => {
    const problem = sound(await readFolder({
      ...MODERN, 'problem.yaml': 'problem_format_version: 2023-07-draft\nname: Sums\nauthor: Ada\nvalidation: custom interactive\nvalidator_flags: fast\n', 'output_validators/check.py': 'exit(42)\n',
    }));
    expect(problem).toMatchObject({ types: ['pass-fail', 'interactive'], author: 'Ada', validator: { kind: 'custom' } });
    expect(problem.tests[0]?.validatorArgs).toEqual(['fast']);
  });
});

describe('a legacy package', () => {
  it('may have the types of later formats, as DOMjudge writes them', async () => {
    const problem = sound(await readFolder({ ...LEGACY, 'problem.yaml': 'name: Sums\ntype: [interactive, multi-pass]\n', 'output_validators/check.py': 'exit(42)\n' }));
    expect(problem).toMatchObject({ types: ['pass-fail', 'interactive', 'multi-pass'], validator: { kind: 'custom' } });
  });

  it('may write language codes as some tools do', async () => {
    const problem = sound(await readFolder({ ...LEGACY, 'problem.yaml': 'name: {en: Sums, pt_BR: Somas, zh-cn: X}\n', 'problem_statement/problem.pt_BR.tex': 'Some.\n' }));
    expect(problem.names).toEqual({ en: 'Sums', 'pt-BR': 'Somas', 'zh-CN': 'X' });
    expect(problem.statements.map(({ language }) => language)).toEqual(['en', 'pt-BR']);
  });

  it('may have no name: it is called as its folder or file is', async () => {
    const read = await readFolder({ ...without(LEGACY, 'problem_statement/problem.tex'), 'problem.yaml': 'source: Somewhere\n', 'problem_statement/problem.sv.pdf': '%PDF' });
    expect(sound(read).names).toEqual({ sv: 'Some Problem' });
    expect(warningsAt(read)).toEqual(['problem.yaml']);
  });

  it('may lack answers where an interactor judges', async () => {
    const tree = { ...without(LEGACY, 'data/secret/1.ans'), 'problem.yaml': 'name: Sums\nvalidation: custom interactive\n', 'output_validators/talk.py': '', 'data/secret/2.in': '' };
    const read = await readFolder(tree);
    expect(sound(read).tests.map(({ answer }) => [answer.path, answer.size])).toEqual([['data/secret/1.ans', 0], ['data/secret/2.ans', 0]]);
    expect(warningsAt(read)).toEqual(['data/secret/1.in']);
    expect(faultsAt(await readFolder({ ...tree, 'problem.yaml': 'name: Sums\nvalidation: custom\n' }))).toEqual(['data/secret', 'data/secret/1.in', 'data/secret/2.in']);
  });

  it('may give a key twice, of which the last one counts', async () => {
    const read = await readFolder({ ...LEGACY, 'problem.yaml': 'name: Sums\nauthor: Eve\nauthor: Ada\n', 'data/secret/testdata.yaml': 'on_reject: break\non_reject: continue\n' });
    expect(sound(read)).toMatchObject({ author: 'Ada', groups: [{}, { name: 'secret', onReject: 'continue' }] });
    expect(warningsAt(read)).toEqual(['data/secret/testdata.yaml:2', 'problem.yaml:3']);
  });

  it('may have a folder named after a test', async () => {
    const tests = { 'data/secret/1/1.in': '', 'data/secret/1/1.ans': '' };
    expect(sound(await readFolder({ ...LEGACY, ...tests })).tests.map(({ name }) => name)).toEqual(['secret/1', 'secret/1/1']);
    expect(faultsAt(await readFolder({ ...MODERN, ...tests }))).toEqual(['data/secret/1']);
  });

  it('may have no statement', async () => {
    const read = await readFolder(without(LEGACY, 'problem_statement/problem.tex'));
    expect(sound(read).statements).toHaveLength(1);
    expect(warningsAt(read)).toEqual(['problem_statement']);
  });

  it('may give sources and authors as lists', async () => {
    const problem = sound(await readFolder({ ...LEGACY, 'problem.yaml': 'name: Sums\nauthor: [Ada, Bob <b@example.com>]\nsource: {name: NCPC, url: https://example.com}\ncredits: {authors: Eve}\n' }));
    expect(problem).toMatchObject({ author: 'Ada, Bob', source: 'NCPC', sourceUrl: 'https://example.com' });
  });

  it('has the memory limit of .memlimit unless problem.yaml says one', async () => {
    expect(sound(await readFolder({ ...LEGACY, '.memlimit': '256\n' })).limits.memoryKib).toBe(256 * 1024);
    expect(sound(await readFolder({ ...LEGACY, '.memlimit': '256\n', 'problem.yaml': 'name: Sums\nlimits: {memory: 64}\n' })).limits.memoryKib).toBe(64 * 1024);
  });
});

describe('a draft with points of an earlier draft', () => {
  it('gives them as the legacy format does where it is written so', async () => {
    const { 'data/secret/1.in': _input, 'data/secret/1.ans': _answer, ...rest } = SCORING;
    const problem = sound(await readFolder({
      ...rest, 'problem.yaml': 'problem_format_version: 2023-07-draft\nname: Sums\nuuid: 117b564d-429b-44d4-bf8c-c264a3703e07\ntype: scoring\n', 'data/testdata.yaml': 'on_reject: continue\nrange: 0 100\n',
      'data/secret/a/testdata.yaml': 'on_reject: break\naccept_score: 30\ngrader_flags: min\noutput_validator_args: case_sensitive\n', 'data/secret/a/1.in': '', 'data/secret/a/1.ans': '',
      'submissions/partially_accepted/half.py': '',
    }));
    expect(problem.groups.at(-1)).toMatchObject({ name: 'secret/a', scoreAggregation: 'min', acceptScore: 30, onReject: 'break' });
    expect(problem.tests[0]?.validatorArgs).toEqual(['case_sensitive']);
    expect(problem.submissions.find(({ path }) => path.startsWith('partially'))?.expectedScore?.[1]).toBeCloseTo(100);
  });

  it('is refused: they would be given otherwise', async () => {
    const read = await readFolder({ ...SCORING, 'problem.yaml': 'problem_format_version: 2023-07-draft\nname: Sums\ntype: scoring\n', 'data/secret/test_group.yaml': 'on_reject: continue\nscoring: {score: 30}\n' });
    expect(faultsAt(read)).toEqual(['data/secret/test_group.yaml:1', 'data/secret/test_group.yaml:2']);
  });
});

describe('a package of DOMjudge', () => {
  const DOMJUDGE: Tree = { ...without(LEGACY, 'problem.yaml', 'problem_statement/problem.tex'), 'domjudge-problem.ini': "name = 'Sums'\ntimelimit = 2\n" };

  it('does without problem.yaml and without a statement', async () => {
    const read = await readFolder(DOMJUDGE);
    expect(sound(read)).toMatchObject({ names: { en: 'Sums' }, limits: { timeMs: 2000 }, validator: { kind: 'default' } });
    expect(warningsAt(read)).toEqual(['problem_statement']);
  });

  it('may have its statement at the top', async () => {
    expect(sound(await readFolder({ ...DOMJUDGE, 'problem.pdf': '%PDF' })).statements).toMatchObject([{ format: 'pdf', language: 'en' }]);
    const read = await readFolder({ ...DOMJUDGE, 'problem.txt': 'Add *them*.\n' });
    expect(read.stored.get(sound(read).statements[0]!.file.hash)).toContain('Add *them*.');
  });

  it('may have it as HTML or text where statements usually are', async () => {
    const read = await readFolder({ ...DOMJUDGE, 'problem_statement/problem.html': '<p>Add them.</p>\n' });
    expect(read.stored.get(sound(read).statements[0]!.file.hash)).toBe('<p>Add them.</p>\n');
  });

  it('may have an ini file with comments in every place, sections, and lines that end as on Windows', async () => {
    const ini = '; a comment\n# another\n[problem]\nname = "Sums; twice" ; told\ntimelimit = 1.5 ; seconds\n\n';
    expect(sound(await readFolder({ ...DOMJUDGE, 'domjudge-problem.ini': ini.replaceAll('\n', '\r\n') }))).toMatchObject({ names: { en: 'Sums; twice' }, limits: { timeMs: 1500 } });
  });

  it('may tell languages and entry points of its submissions in a file of their own', async () => {
    const more = { 'submissions/accepted/two/begin.py': '', 'submissions/accepted/two/again.py': '', 'submissions/mixed/x.txt.py': '' };
    const details = { 'submissions/accepted/two/': { entry_point: 'begin.py', team: 'jury' }, 'submissions/accepted/sum.py': { langid: 'python3' } };
    const read = await readFolder({ ...DOMJUDGE, ...more, 'submissions.json': JSON.stringify(details) });
    expect(sound(read).submissions).toMatchObject([{ path: 'accepted/sum.py', language: 'pypy3', expected: ['accepted'], calibrates: 'lower' }, { path: 'accepted/two', entryPoint: 'begin.py', expected: ['accepted'] }, { path: 'mixed/x.txt.py', expected: [] }]);
    expect(warningsAt(read)).toEqual(['problem_statement']);
  });

  it('may name its validator or interactor in the ini file alone', async () => {
    const validator = { 'output_validators/check.py': 'exit(42)\n' };
    expect(sound(await readFolder({ ...DOMJUDGE, ...validator, 'domjudge-problem.ini': 'special_compare = cmp\nspecial_compare_args = "1e-6 loose"\n' }))).toMatchObject({ validator: { kind: 'custom' }, tests: [{ validatorArgs: ['1e-6', 'loose'] }] });
    expect(sound(await readFolder({ ...DOMJUDGE, ...validator, 'domjudge-problem.ini': 'special_run = talk\n' }))).toMatchObject({ types: ['pass-fail', 'interactive'], validator: { kind: 'custom' } });
  });

  it('may use the comparison of floating-point numbers that DOMjudge brings along', async () => {
    expect(sound(await readFolder({ ...DOMJUDGE, 'domjudge-problem.ini': 'special_compare = float\n' })).tests[0]?.validatorArgs).toEqual(['float_tolerance', '1e-7']);
  });
});

describe('an archive', () => {
  const inside = (folder: string, tree: Tree): Tree => Object.fromEntries(Object.entries(tree).map(([path, content]) => [`${folder}/${path}`, content]));

  it('may have its package some folders down, as archives of repositories do', async () => {
    const read = await readFolder({ ...inside('contest-main/problems/sums', LEGACY), 'contest-main/README.md': 'x' });
    sound(read);
    expect(read.suggestedSlug).toBe('sums');
  });

  it('of several packages is refused with their names', async () => {
    const read = await readFolder({ ...inside('a', LEGACY), ...inside('b', MODERN) });
    expect(read.findings).toMatchObject([{ severity: 'fault', message: expect.stringContaining('2 packages: a, b') as unknown }]);
  });

  it('may have text in Latin-1', async () => {
    const read = await readFolder({ ...LEGACY, 'problem.yaml': Buffer.from('author: Räkna\n', 'latin1') });
    expect(sound(read).author).toBe('Räkna');
    expect(warningsAt(read)).toEqual(['problem.yaml']);
  });
});
