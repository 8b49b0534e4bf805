/** A package's data against its own validators, in real jails. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ProgramCache } from '#judge/steps/programs.js';
import { checkData, type DataCheck } from '#judge/steps/check-data.js';
import type { Tree } from '#test/judge/packages/package-trees.js';
import { startTestJudge, type TestJudge } from '#test/support/judge.js';
import { problemOf } from './prove.js';
import { SMALL_TESTLIB } from './small-testlib.js';

let judge: TestJudge;
beforeAll(async () => {
  judge = await startTestJudge({ languages: ['cpp', 'python3'] });
}, 300_000);
afterAll(() => judge.close());

/** Each check as `name kind`, those that failed with the reason. */
async function checked(tree: Tree): Promise<string[]> {
  const programs = new ProgramCache(judge.toolchains, null);
  try {
    const checks: DataCheck[] = [];
    const problem = await problemOf(judge, tree);
    // In slices of two, as a judge does it in slices of some seconds.
    for (let total = Infinity; checks.length < total; ) {
      const end = checks.length + 2;
      total = await checkData(problem, { sandbox: judge.sandbox, packageFiles: judge.packageFiles, programs, spoolFolder: judge.spoolFolder, signal: new AbortController().signal }, {
        done: checks.length, onCheck: (check) => checks.push(check) < end,
      });
    }
    return checks.map(({ name, kind, ok, message }) => `${name} ${kind}${ok ? '' : `: ${message}`}`);
  } finally {
    await programs.close();
  }
}

const SMALL = 'import sys\nn = int(input())\nsys.exit(42 if n < int(sys.argv[1]) else print("too large", n) or 1)\n';
const PACKAGE: Tree = {
  'problem.yaml': 'problem_format_version: 2025-09\nname: Twice\nuuid: 117b564d-429b-44d4-bf8c-c264a3703e07\nlimits: {time_limit: 1}\n',
  'statement/problem.en.md': 'Twice.\n',
  'input_validators/small.py': SMALL, 'input_validators/number.py': 'int(input())\nexit(42)\n',
  'data/sample/test_group.yaml': 'input_validator_args: {small: ["10"]}\n', 'data/sample/1.in': '3\n', 'data/sample/1.ans': '6\n',
  'data/secret/test_group.yaml': 'input_validator_args: {small: ["100"]}\n', 'data/secret/1.in': '50\n', 'data/secret/1.ans': '100\n', 'data/secret/2.in': '200\n', 'data/secret/2.ans': '400\n',
  'data/invalid_input/test_group.yaml': 'input_validator_args: {small: ["10"]}\n', 'data/invalid_input/word.in': 'three\n', 'data/invalid_input/fine.in': '4\n',
  'data/invalid_output/wrong.in': '1\n', 'data/invalid_output/wrong.ans': '2\n', 'data/invalid_output/wrong.out': '3\n',
  'data/invalid_output/right.in': '1\n', 'data/invalid_output/right.ans': '2\n', 'data/invalid_output/right.out': '2\n',
  'data/valid_output/case.in': '1\n', 'data/valid_output/case.ans': 'A\n', 'data/valid_output/case.out': 'a\n',
  'submissions/accepted/twice.py': 'print(2 * int(input()))\n',
};

it('is checked whole, with the arguments of its folders', { timeout: 60_000 }, async () => {
  expect(await checked(PACKAGE)).toEqual([
    'sample/1 input', 'sample/1 answer', 'secret/1 input', 'secret/2 input: input_validators/small.py: exit code 1\ntoo large 200',
    'invalid_input/fine invalid-input: No input validator refuses it.', 'invalid_input/word invalid-input',
    'invalid_output/right invalid-output: The output validator accepts it.', 'invalid_output/wrong invalid-output', 'valid_output/case valid-output',
  ]);
});

it('must have right outputs where they are shown in place of answers', { timeout: 60_000 }, async () => {
  const shown = { 'data/sample/1.out': '6 \n', 'data/sample/2.in': '4\n', 'data/sample/2.ans': '8\n', 'data/sample/2.out': '9\n' };
  expect((await checked({ ...PACKAGE, ...shown })).filter((line) => line.startsWith('sample/') && !line.endsWith(' input'))).toEqual(['sample/1 valid-output', expect.stringMatching(/^sample\/2 valid-output: .*expected "8", got "9"/) as string]);
});

it('is checked by validators in testlib\'s way, too', { timeout: 60_000 }, async () => {
  const check = '#include "testlib.h"\nint main(int argc, char *argv[]) { registerTestlibCmd(argc, argv); long long got = ouf.readInt(), want = ans.readInt(); if (got != want) quitf(_wa, "not twice"); quitf(_ok, "twice"); }\n';
  expect(await checked({
    ...PACKAGE, 'output_validator/check.cpp': check, 'output_validator/testlib.h': SMALL_TESTLIB,
    'input_validators/v/v.cpp': '#include "testlib.h"\nint main() { inf.from = &std::cin; return inf.readInt() > 40 ? 3 : 0; }\n', 'input_validators/v/testlib.h': SMALL_TESTLIB,
  })).toEqual([
    'sample/1 input', 'sample/1 answer', 'secret/1 input: input_validators/v: exit code 3', 'secret/2 input: input_validators/small.py: exit code 1\ntoo large 200',
    'invalid_input/fine invalid-input: No input validator refuses it.', 'invalid_input/word invalid-input',
    'invalid_output/right invalid-output: The output validator accepts it.', 'invalid_output/wrong invalid-output', expect.stringMatching(/valid_output\/case valid-output: .*a number was expected/) as string,
  ]);
});

it('has no inputs to check where nothing checks them, and says so of what must be refused', { timeout: 60_000 }, async () => {
  const { 'input_validators/small.py': _small, 'input_validators/number.py': _number, ...rest } = PACKAGE;
  expect((await checked(rest)).filter((line) => line.includes('input'))).toEqual(['invalid_input/fine invalid-input: No input validator refuses it.', 'invalid_input/word invalid-input: No input validator refuses it.']);
});
