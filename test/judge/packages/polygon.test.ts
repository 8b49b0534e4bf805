/** What is told of packages of Polygon that cannot be read as they are. */
import { describe, expect, it } from 'vitest';
import { faultsAt, readFolder, sound, warningsAt, type Tree } from './package-trees.js';

const XML = `<?xml version="1.0" encoding="utf-8"?>
<problem short-name="a-plus-b">
  <names><name language="russian" value="Сумма"/></names>
  <judging input-file="" output-file="" run-count="1">
    <testset name="pretests"><tests><test/></tests></testset>
    <testset name="tests">
      <time-limit>1500</time-limit>
      <memory-limit>67108864</memory-limit>
      <input-path-pattern>tests/%02d</input-path-pattern>
      <answer-path-pattern>tests/%02d.a</answer-path-pattern>
      <tests><test method="manual" sample="true"/><test method="generated" cmd="gen 7"/></tests>
    </testset>
  </judging>
  <assets>
    <checker name="std::rcmp6.cpp" type="testlib"><source path="files/check.cpp" type="cpp.g++17"/></checker>
    <solutions>
      <solution tag="main"><source path="solutions/a.cpp" type="cpp.g++17"/></solution>
      <solution tag="do-not-run"><source path="solutions/b.cpp" type="cpp.g++17"/></solution>
      <solution tag="wrong-answer"><source path="solutions/c.py" type="python.2"/></solution>
    </solutions>
  </assets>
</problem>
`;
const FULL: Tree = {
  'problem.xml': XML,
  'files/check.cpp': '#include "testlib.h"\n', 'files/testlib.h': '#define OK_EXIT_CODE 0\n',
  'solutions/a.cpp': '', 'solutions/b.cpp': '', 'solutions/c.py': '',
  'tests/01': '1\n', 'tests/01.a': '1\n', 'tests/02': '2\n', 'tests/02.a': '2\n',
  'statements/russian/problem.tex': '\\begin{problem}{Сумма}{standard input}{standard output}{1 second}{256 megabytes}\nСложите.\n\\InputFile\nДва.\n\\Examples\n\\begin{example}\n\\exmpfile{example.01}{example.01.a}%\n\\end{example}\n\\Note\nВсё.\n\\end{problem}\n',
};
const without = (tree: Tree, ...paths: string[]): Tree => Object.fromEntries(Object.entries(tree).filter(([path]) => !paths.includes(path)));

describe('a package of Polygon', () => {
  it('is read with its statement in the words of the language', async () => {
    const read = await readFolder(FULL);
    const problem = sound(read);
    expect(problem).toMatchObject({ format: 'polygon', types: ['pass-fail'], names: { ru: 'Сумма' }, statements: [{ language: 'ru', format: 'latex' }], limits: { timeMs: 1500, memoryKib: 65536 } });
    expect(problem.tests.map(({ name, sample }) => [name, sample])).toEqual([['sample/01', true], ['secret/02', false]]);
    const statement = read.stored.get(problem.statements[0]!.file.hash);
    expect(statement).toMatch(/Сложите\.[\s\S]*section\*\{Входные данные\}[\s\S]*Два\.[\s\S]*section\*\{Замечание\}/);
    expect(statement).not.toMatch(/exmpfile|standard input/);
    expect(read.suggestedSlug).toBe('a-plus-b');
    expect(problem.submissions.map(({ path, language }) => [path, language])).toEqual([['main/a.cpp', 'cpp'], ['wrong-answer/c.py', null]]);
    expect(warningsAt(read)).toEqual(['problem.xml', 'problem.xml:6', 'solutions/b.cpp', 'solutions/c.py']);
  });

  it('that says only how its tests are generated is refused once, with what to do', async () => {
    const read = await readFolder(without(FULL, 'tests/02', 'tests/02.a', 'tests/01.a'));
    expect(faultsAt(read)).toEqual(['tests/01.a']);
    expect(read.findings[0]?.message).toMatch(/how its tests are generated.*nor are 2 others.*Download the full package/);
  });

  it('without a standard checker is compared by the default validator', async () => {
    const read = await readFolder(without(FULL, 'files/check.cpp'));
    expect(sound(read)).toMatchObject({ validator: { kind: 'default' }, tests: [{ validatorArgs: ['float_tolerance', '1e-6'] }, {}] });
  });

  it('may have no statement', async () => {
    const read = await readFolder(without(FULL, 'statements/russian/problem.tex'));
    expect(sound(read)).toMatchObject({ names: { ru: 'Сумма' }, statements: [{ language: 'ru', format: 'markdown' }] });
    expect(read.findings.filter(({ message }) => message.startsWith('No statement'))).toMatchObject([{ severity: 'warning', path: 'problem.xml' }]);
  });

  it('tells its validators, and checkers that ask, where a test belongs', async () => {
    const grouped = XML.replace('<test method="generated" cmd="gen 7"/>', '<test method="generated" cmd="gen 7" group="big" points="5"/>').replaceAll('name="tests"', 'name="main"').replace('name="pretests"', 'name="other"');
    const validator = '<validators><validator><source path="files/val.cpp" type="cpp.g++17"/><testset><input-path-pattern>files/v%02d</input-path-pattern><tests><test verdict="INVALID" testset="main" group="big"/></tests></testset></validator></validators><solutions>';
    const tree = { ...FULL, 'problem.xml': grouped.replace('<solutions>', validator), 'files/val.cpp': '', 'files/v01': '3\n' };
    const problem = sound(await readFolder(tree));
    expect(problem.tests.map(({ validatorArgs, inputValidatorArgs }) => [validatorArgs, inputValidatorArgs])).toEqual([[[], ['--testset', 'main']], [[], ['--testset', 'main', '--group', 'big']]]);
    expect(problem.validationCases).toMatchObject([{ name: 'files/v01', kind: 'invalid-input', inputValidatorArgs: ['--testset', 'main', '--group', 'big'] }]);
    const asks = sound(await readFolder({ ...tree, 'files/check.cpp': '#include "testlib.h"\nint main() { if (checker.group() == "big") return 1; }\n' }));
    expect(asks.tests.map(({ validatorArgs }) => validatorArgs)).toEqual([['--testset', 'main'], ['--testset', 'main', '--group', 'big']]);
  });

  it('shows what Polygon shows in place of a sample', async () => {
    const read = await readFolder({ ...FULL, 'statement-sections/russian/example.01': 'shown\n', 'statement-sections/russian/example.01.a': 'answer\n' });
    expect(sound(read).tests[0]?.display).toMatchObject({ input: { path: 'statement-sections/russian/example.01' } });
  });

  it('that is interactive shows of its samples what the statement has', async () => {
    const example = { 'statement-sections/russian/example.01': '1\n', 'statement-sections/russian/example.01.a': '1\n', 'files/interactor.cpp': '#include "testlib.h"\n' };
    const read = await readFolder({ ...FULL, ...example, 'problem.xml': XML.replace('<solutions>', '<interactor><source path="files/interactor.cpp" type="cpp.g++17"/></interactor><solutions>') });
    expect(sound(read)).toMatchObject({ types: ['pass-fail', 'interactive'], validator: { interactor: { path: 'files/interactor.cpp', protocol: 'testlib' } } });
    expect(read.package?.tests.map(({ display }) => display?.answer?.path)).toEqual(['statement-sections/russian/example.01.a', undefined]);
  });

  it.each<[string, Tree, string[]]>([
    ['XML that is none', { ...FULL, 'problem.xml': '<problem>\n<names>\n</problem>\n' }, ['problem.xml:3']],
    ['another root', { ...FULL, 'problem.xml': '<contest/>' }, ['problem.xml:1']],
    ['an entity from outside', { ...FULL, 'problem.xml': '<!DOCTYPE problem [<!ENTITY secret SYSTEM "file:///etc/passwd">]>\n<problem>&secret;</problem>' }, ['problem.xml:2']],
    ['no tests', { ...FULL, 'problem.xml': '<problem>\n<judging/>\n</problem>' }, ['problem.xml:1']],
    ['a checker of their own that is missing', { ...without(FULL, 'files/check.cpp'), 'problem.xml': XML.replace('std::rcmp6.cpp', 'check.cpp') }, ['problem.xml:15']],
    ['limits that are none', { ...FULL, 'problem.xml': XML.replace('1500', 'soon') }, ['problem.xml:7']],
    ['two runs', { ...FULL, 'problem.xml': XML.replace('run-count="1"', 'run-count="2"') }, ['problem.xml:4']],
    ['a file elsewhere for its input', { ...FULL, 'problem.xml': XML.replace('input-file=""', 'input-file="../a"') }, ['problem.xml:4']],
  ])('is refused with %s', async (_title, tree, expected) => {
    expect(faultsAt(await readFolder(tree))).toEqual(expected);
  });
});
