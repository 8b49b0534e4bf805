import { describe, expect, it } from 'vitest';
import { LEGACY, MODERN, readFolder, sound, warningsAt } from './package-trees.js';

describe('a legacy package', () => {
  it('gets the defaults of its format', async () => {
    const read = await readFolder(LEGACY);
    const problem = sound(read);
    expect(read.findings).toEqual([]);
    expect(problem).toMatchObject({
      format: 'legacy', names: { en: 'Sums' }, types: ['pass-fail'], license: 'unknown', languages: null, validator: { kind: 'default' },
      limits: { timeMs: null, memoryKib: 2048 * 1024, outputKib: 8 * 1024, codeKib: 128, compileTimeMs: 60_000, validationTimeMs: 60_000, validationPasses: 2 },
      timeMultipliers: { acceptedToLimit: 5, limitToTimeLimitExceeded: 2, resolutionMs: 1000 },
    });
    expect(problem.submissions[0]).toMatchObject({ path: 'accepted/sum.py', language: 'pypy3', expected: ['accepted'], calibrates: 'lower' });
    expect(read.suggestedSlug).toBe('some-problem');
  });

  it('takes its time limit from problem.yaml, then .timelimit, then domjudge-problem.ini', async () => {
    const ini = { ...LEGACY, 'domjudge-problem.ini': "# a comment\ntimelimit='1.5'\nmystery = x\n" };
    const fromIni = await readFolder(ini);
    expect(sound(fromIni).limits.timeMs).toBe(1500);
    expect(warningsAt(fromIni)).toEqual(['domjudge-problem.ini:3']);
    const file = { ...ini, '.timelimit': '2\n' };
    expect(sound(await readFolder(file)).limits.timeMs).toBe(2000);
    expect(sound(await readFolder({ ...file, 'problem.yaml': 'name: Sums\nlimits: {time_limit: 3, memory: 512}\n' })).limits).toMatchObject({ timeMs: 3000, memoryKib: 512 * 1024 });
  });

  it('reads a validator in a subfolder with its flags, and says that Checktestdata is not run', async () => {
    const read = await readFolder({
      ...LEGACY,
      'problem.yaml': 'name: Sums\nvalidation: custom interactive\nvalidator_flags: fast 1e-6\n',
      'output_validators/check/validate.cc': 'int main() {}\n',
      'output_validators/check/validate.h': '\n',
      'input_format_validators/format.ctd': 'INT(0, 1)\n',
      'data/secret/testdata.yaml': 'output_validator_flags: "more flags"\n',
      'data/sample/1.interaction': '>1\n<2\n',
    });
    const problem = sound(read);
    expect(problem.validator).toMatchObject({ kind: 'custom', path: 'output_validators/check', language: 'cpp' });
    expect(problem.types).toEqual(['pass-fail', 'interactive']);
    expect(problem.tests[0]?.validatorArgs).toEqual(['fast', '1e-6', 'more', 'flags']);
    expect(problem.interactions?.map(({ name }) => name)).toEqual(['sample/1']);
    expect(problem.inputValidators.map(({ path }) => path)).toEqual(['input_format_validators/validate.py']);
    expect(warningsAt(read)).toEqual(['input_format_validators/format.ctd']);
  });

  it('names the problem by its LaTeX statements', async () => {
    const problem = sound(await readFolder({
      ...LEGACY,
      'problem.yaml': 'source: Somewhere\n',
      'problem_statement/problem.tex': '\\problemname{Tom~\\& \\emph{Jerry}}\n',
      'problem_statement/problem.sv.tex': '%% plainproblemname: x^2\n\\problemname{$x^2$}\n',
      'problem_statement/img/cat.png': 'x',
    }));
    expect(problem.names).toEqual({ en: 'Tom & Jerry', sv: 'x^2' });
    expect(problem.statementFiles.map(({ path }) => path)).toEqual(['img/cat.png']);
  });

  it('ignores unknown keys with a warning that gives the line', async () => {
    const read = await readFolder({ ...LEGACY, 'problem.yaml': 'name: Sums\nlimits:\n  memory: 64\n  patience: 3\ncolour: red\n' });
    sound(read);
    expect(warningsAt(read)).toEqual(['problem.yaml:4', 'problem.yaml:5']);
  });
});

describe('a 2025-09 package', () => {
  it('gets the defaults of its format', async () => {
    const read = await readFolder(MODERN);
    expect(sound(read)).toMatchObject({
      format: '2025-09', names: { en: 'Sums' }, types: ['pass-fail'], allowFileWriting: false,
      limits: { timeMs: null, memoryKib: 2048 * 1024 },
      timeMultipliers: { acceptedToLimit: 2, limitToTimeLimitExceeded: 1.5, resolutionMs: 1000 },
    });
    expect(read.findings).toEqual([]);
    expect([...read.stored.values()].sort()).toEqual(['1 2\n', '3\n', 'Add them.\n', 'exit(42)\n', 'int main() {}\n']);
  });

  it('reads all its metadata', async () => {
    const problem = sound(await readFolder({
      ...MODERN,
      'problem.yaml': `problem_format_version: 2025-09
name: {en: Sums, pt-BR: Somas}
uuid: 117b564d-429b-44d4-bf8c-c264a3703e07
version: "007"
type: [scoring, interactive, multi-pass]
credits: {authors: [Ada Lovelace <ada@lovelace.example>, {name: Bob, kattis: bob}], testers: Eve}
source: [{name: NCPC 2024, url: https://ncpc.example}, Home]
license: cc by-sa
embargo_until: 2031-01-02
limits: {time_limit: 2.5, time_resolution: 0.5, time_multipliers: {ac_to_time_limit: 3}, memory: 64, validation_passes: 4}
keywords: [two words, one]
languages: [python3, cpp]
allow_file_writing: true
`,
      'statement/problem.pt-BR.pdf': 'x',
      'output_validator/validate.py': 'exit(42)\n',
    }));
    expect(problem).toMatchObject({
      names: { en: 'Sums', 'pt-BR': 'Somas' }, version: '007', types: ['scoring', 'interactive', 'multi-pass'], author: 'Ada Lovelace, Bob', source: 'NCPC 2024, Home', sourceUrl: 'https://ncpc.example',
      license: 'cc by-sa', embargoUntil: '2031-01-02', keywords: ['two words', 'one'], languages: ['python3', 'pypy3', 'cpp'], allowFileWriting: true,
      limits: { timeMs: 2500, memoryKib: 64 * 1024, validationPasses: 4 }, timeMultipliers: { acceptedToLimit: 3, limitToTimeLimitExceeded: 1.5, resolutionMs: 500 },
      validator: { kind: 'custom', path: 'output_validator', language: 'python3' },
    });
  });

  it('replaces constants in sources and statements, and nowhere else', async () => {
    const read = await readFolder({
      ...MODERN,
      'problem.yaml': `${MODERN['problem.yaml'] as string}constants: {n: 100, big: {value: 1000000, tex: "10^6"}}\n`,
      'statement/problem.en.md': 'At most {{n}} of ${{big.tex}}$ {{unknown}} {{nextsample}}\n',
      'include/cpp/limits.h': '#define N {{n}}\n',
      'data/secret/1.in': '{{n}}\n',
    });
    const problem = sound(read);
    expect(problem.constants).toEqual({ n: '100', 'n.value': '100', big: '1000000', 'big.value': '1000000', 'big.tex': '10^6' });
    expect(read.stored.get(problem.statements[0]?.file.hash ?? '')).toBe('At most 100 of $10^6$ {{unknown}} {{nextsample}}\n');
    expect(read.stored.get(problem.includes.cpp?.[0]?.hash ?? '')).toBe('#define N 100\n');
    expect(problem.includes.cpp?.[0]?.path).toBe('limits.h');
    expect(read.stored.get(problem.tests[0]?.input.hash ?? '')).toBe('{{n}}\n');
  });

  it('reads everything that belongs to a test', async () => {
    const problem = sound(await readFolder({
      ...MODERN,
      'data/sample/1.in': 'a', 'data/sample/1.ans': 'b', 'data/sample/1.in.statement': 'A', 'data/sample/1.in.download': 'AA', 'data/sample/1.out': 'B',
      'data/secret/test_group.yaml': 'output_validator_args: [case_sensitive]\nargs: [one]\n',
      'data/secret/1.yaml': 'hint: Think.\ndescription: Small\nfull_feedback: true\noutput_validator_args: [float_tolerance, 1e-6]\n',
      'data/secret/1.files/more/data.txt': 'x',
      'data/secret/1.svg': '<svg/>',
      'data/secret/deeper/2.in': '', 'data/secret/deeper/2.ans': '',
    }));
    expect(problem.tests.map(({ name, group, sample }) => [name, group, sample])).toEqual([['sample/1', 'sample', true], ['secret/1', 'secret', false], ['secret/deeper/2', 'secret', false]]);
    expect(Object.keys(problem.tests[0]?.display ?? {})).toEqual(['input', 'answer', 'downloadInput']);
    expect(problem.tests[1]).toMatchObject({ hint: 'Think.', description: 'Small', fullFeedback: true, validatorArgs: ['float_tolerance', '1e-6'], args: ['one'] });
    expect(problem.tests[1]?.files?.map(({ path }) => path)).toEqual(['more/data.txt']);
    expect(problem.tests[2]?.validatorArgs).toEqual(['case_sensitive']);
  });
});

describe('files', () => {
  it('come in byte order of their names, with samples first and blanks allowed in the legacy format', async () => {
    const tree: Record<string, string> = {};
    for (const name of ['sample/2', 'sample/10', 'secret/b', 'secret/B', 'secret/a b', 'secret/a/1']) Object.assign(tree, { [`data/${name}.in`]: name, [`data/${name}.ans`]: name });
    const problem = sound(await readFolder({ ...LEGACY, ...tree }));
    expect(problem.tests.map(({ name }) => name)).toEqual(['sample/10', 'sample/2', 'secret/1', 'secret/B', 'secret/a/1', 'secret/a b', 'secret/b']);
  });

  it('are followed through links inside the package, and stored once', async () => {
    const read = await readFolder({ ...MODERN, 'data/sample/1.in': { link: '../secret/1.in' }, 'data/sample/1.ans': { link: '../secret/1.ans' } });
    const problem = sound(read);
    expect(problem.tests[0]?.input.hash).toBe(problem.tests[1]?.input.hash);
    expect(read.stored.size).toBe(5);
  });

  it('of other tools are passed over, and names that 2025-09 forbids are named', async () => {
    const read = await readFolder({ ...MODERN, '.git/HEAD': 'x', '.DS_Store': 'x', '__MACOSX/a': 'x', 'data/secret/a b.in': 'x' });
    sound(read);
    expect(warningsAt(read)).toEqual(['data/secret/a b.in']);
  });
});
