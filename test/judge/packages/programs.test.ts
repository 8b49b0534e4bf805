/** The programs that a package brings along. */
import { describe, expect, it } from 'vitest';
import { LEGACY, MODERN, readFolder, SCORING, sound, warningsAt } from './package-trees.js';

const CUSTOM = { ...LEGACY, 'problem.yaml': 'name: Sums\nvalidation: custom\n' };

describe('output validators of the legacy format', () => {
  it('may be several, which all judge', async () => {
    const { validator } = sound(await readFolder({ ...CUSTOM, 'output_validators/a.py': '', 'output_validators/b/check.cpp': '', 'output_validators/b/check.h': '', 'output_validators/README.md': '' }));
    expect(validator).toMatchObject({ kind: 'custom', path: 'output_validators/a.py', others: [{ path: 'output_validators/b', language: 'cpp' }] });
  });

  it('are one where only one of several sources has a main function', async () => {
    const { validator } = sound(await readFolder({ ...CUSTOM, 'output_validators/check.cpp': 'int main() {}', 'output_validators/util.cpp': 'void help() {}' }));
    expect(validator).toMatchObject({ path: 'output_validators', language: 'cpp' });
    expect(validator).not.toHaveProperty('others');
  });

  it('may be chosen by a test group', async () => {
    const tree = { ...CUSTOM, 'output_validators/a.py': '', 'output_validators/b.py': '', 'data/secret/testdata.yaml': 'output_validator_flags: {name: b, flags: loose}\n', 'data/sample/1.in': '', 'data/sample/1.ans': '' };
    expect(sound(await readFolder(tree)).tests.map(({ validator, validatorArgs }) => [validator, validatorArgs])).toEqual([[undefined, []], ['output_validators/b.py', ['loose']]]);
    const read = await readFolder({ ...tree, 'data/secret/testdata.yaml': 'output_validator_flags: {name: c, flags: loose}\n' });
    expect(sound(read).tests.every(({ validator }) => validator === undefined)).toBe(true);
    expect(warningsAt(read)).toEqual(['data']);
  });

  it('may be a script of Bash, which needs no judge that offers it', async () => {
    expect(sound(await readFolder({ ...CUSTOM, 'output_validators/check.sh': '#!/bin/bash\nexit 42\n' })).validator).toMatchObject({ language: 'script' });
  });

  it('may be chosen by a test group that says no more than its name', async () => {
    const tree = { ...CUSTOM, 'output_validators/a.py': '', 'output_validators/b/check.cpp': '', 'data/secret/testdata.yaml': 'output_validator_flags: b\n' };
    expect(sound(await readFolder(tree)).tests).toMatchObject([{ validator: 'output_validators/b', validatorArgs: [] }]);
  });
});

describe('a program with testlib.h', () => {
  const check = '#include <bits/stdc++.h>\n#include "testlib.h"\nint main() {}';
  it('speaks as the header does', async () => {
    const changed = { ...CUSTOM, 'output_validators/c/check.cpp': check, 'output_validators/c/testlib.h': '#ifndef OK_EXIT_CODE\n#   define OK_EXIT_CODE 42\n#endif\n' };
    expect(sound(await readFolder(changed)).validator).not.toHaveProperty('protocol');
    const unchanged = { ...changed, 'output_validators/c/testlib.h': '#   ifdef CONTESTER\n#       define OK_EXIT_CODE 0xAC\n#   else\n#       define OK_EXIT_CODE 0\n' };
    const { validator } = sound(await readFolder(unchanged));
    expect(validator).toMatchObject({ protocol: 'testlib' });
    expect(validator).not.toHaveProperty('needsTestlib');
  });

  it('needs the header of the installation where the package has none', async () => {
    const read = await readFolder({ ...CUSTOM, 'output_validators/check.cpp': check, 'input_validators/v.cpp': check });
    expect(sound(read)).toMatchObject({ validator: { protocol: 'testlib', needsTestlib: true }, inputValidators: [{ protocol: 'testlib', needsTestlib: true }, {}] });
    expect(warningsAt(read)).toEqual(['input_validators/v.cpp', 'output_validators/check.cpp']);
  });
});

describe('other programs', () => {
  it('grade the groups that ask for it, with flags of their own', async () => {
    const problem = sound(await readFolder({ ...LEGACY, 'problem.yaml': 'name: Sums\ntype: scoring\n', 'graders/grade.py': '', 'data/secret/testdata.yaml': 'grading: custom\ngrader_flags: all 20\non_reject: continue\n' }));
    expect(problem.grader).toMatchObject({ path: 'graders/grade.py', language: 'python3' });
    expect(problem.groups.map(({ name, grader }) => [name, grader])).toEqual([['', undefined], ['secret', ['all', '20']]]);
  });

  it('grade the groups that arbiter.yaml names, which then run all their tests', async () => {
    const problem = sound(await readFolder({ ...SCORING, 'graders/grade.py': '', 'graders/lib.py': '', 'arbiter.yaml': 'graders: {secret: all 20}\n', 'data/secret/test_group.yaml': 'score_aggregation: pass-fail\n' }));
    expect(problem.grader).toMatchObject({ path: 'graders', language: 'python3', files: [{}, {}] });
    expect(problem.groups.map(({ name, grader, onReject }) => [name, grader, onReject])).toEqual([['', undefined, 'continue'], ['secret', ['all', '20'], 'continue']]);
  });

  it('look at submissions in the groups that give points for it', async () => {
    const problem = sound(await readFolder({ ...SCORING, 'static_validator/look.py': '', 'data/secret/test_group.yaml': 'static_validation_score: 40\nstatic_validator_args: [strict]\n' }));
    expect(problem.staticValidator).toMatchObject({ path: 'static_validator' });
    expect(problem.tests).toMatchObject([{ name: 'secret/static validation', group: 'secret', sample: false, points: 40, static: { args: ['strict'] } }, { name: 'secret/1' }]);
    expect(problem.groups.find(({ name }) => name === 'secret')).toMatchObject({ acceptScore: 60 });
  });
});

describe('data that proves validators', () => {
  it('is read with its arguments', async () => {
    const read = await readFolder({
      ...MODERN,
      'data/invalid_input/negative.in': '-1\n', 'data/invalid_input/negative.yaml': 'input_validator_args: [strict]\n',
      'data/invalid_output/test_group.yaml': 'output_validator_args: [case_sensitive]\n', 'data/invalid_output/a/x.in': '', 'data/invalid_output/a/x.ans': 'A', 'data/invalid_output/a/x.out': 'a',
      'data/valid_output/y.in': '', 'data/valid_output/y.ans': '', 'data/valid_output/y.out': '', 'data/valid_output/z.in': '', 'data/valid_output/z.ans': '',
    });
    expect(sound(read).validationCases).toMatchObject([
      { name: 'invalid_input/negative', kind: 'invalid-input', inputValidatorArgs: ['strict'] },
      { name: 'invalid_output/a/x', kind: 'invalid-output', validatorArgs: ['case_sensitive'], output: { path: 'data/invalid_output/a/x.out' } },
      { name: 'valid_output/y', kind: 'valid-output', validatorArgs: [] },
    ]);
    expect(warningsAt(read)).toEqual(['data/valid_output/z.in']);
  });
});
