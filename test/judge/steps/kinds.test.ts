/** Every kind of problem in every format, proved by the labelled submissions of a small package. What problems/ proves is not proved again. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tree } from '#test/judge/packages/package-trees.js';
import { startTestJudge, type TestJudge } from '#test/support/judge.js';
import { judgeLabel, problemOf, prove } from './prove.js';
import { SMALL_TESTLIB } from './small-testlib.js';

let judge: TestJudge;
beforeAll(async () => {
  judge = await startTestJudge({ languages: ['c', 'cpp', 'python3', 'pypy3'] });
}, 300_000);
afterAll(() => judge.close());

const SUM = 'import numpy\nprint(sum(map(int, input().split())))\n'.replace('import numpy\n', '# cpython\n');
const OFF = SUM.replace('print(', 'print(1 + ');
const LEGACY: Tree = {
  'problem.yaml': 'name: Sums\nlimits: {time_limit: 2}\n',
  'problem_statement/problem.en.tex': 'Add.\n',
  'input_validators/v.py': 'exit(42)\n',
  'data/secret/1.in': '1 2\n', 'data/secret/1.ans': '3\n', 'data/secret/2.in': '5 5\n', 'data/secret/2.ans': '10\n',
  'submissions/accepted/sum.py': SUM,
  'submissions/wrong_answer/off.py': OFF,
};
const MODERN: Tree = {
  'problem.yaml': 'problem_format_version: 2025-09\nname: Sums\nuuid: 117b564d-429b-44d4-bf8c-c264a3703e07\nlimits: {time_limit: 2}\n',
  'statement/problem.en.md': 'Add.\n',
  'input_validators/v.py': 'exit(42)\n',
  'data/secret/1.in': '1 2\n', 'data/secret/1.ans': '3\n', 'data/secret/2.in': '5 5\n', 'data/secret/2.ans': '10\n',
  'submissions/accepted/sum.py': SUM,
  'submissions/wrong_answer/off.py': OFF,
};
const yaml = (tree: Tree, more: string) => `${tree['problem.yaml'] as string}${more}`;
/** A validator that accepts what makes the condition true. */
const validator = (condition: string) => `import sys\nwant, got, args = open(sys.argv[2]).read().split(), sys.stdin.read().split(), sys.argv[4:]\nsys.exit(42 if ${condition} else 43)\n`;

describe('the legacy format', { timeout: 120_000 }, () => {
  it('asks all of several validators', async () => {
    expect(await prove(judge, {
      ...LEGACY, 'problem.yaml': yaml(LEGACY, 'validation: custom\n'),
      'output_validators/right.py': validator('want == got'), 'output_validators/short.py': validator('len(got) == 1'),
      'submissions/wrong_answer/off.py': OFF, 'submissions/wrong_answer/long.py': `${SUM}print(1)\n`,
    })).toEqual(['accepted/sum.py: accepted', 'wrong_answer/long.py: wrong-answer', 'wrong_answer/off.py: wrong-answer']);
  });

  it('compiles validators that were written for an older standard of C++', async () => {
    const old = '#include <fstream>\n#include <iostream>\nusing namespace std;\nint requires = 42, concept = 43;\nint main(int, char *argv[]) { ifstream ans(argv[2]); int a, b; ans >> a; return cin >> b && a == b ? requires : concept; }\n';
    expect(await prove(judge, { ...LEGACY, 'problem.yaml': yaml(LEGACY, 'validation: custom\n'), 'output_validators/old.cpp': old })).toEqual(['accepted/sum.py: accepted', 'wrong_answer/off.py: wrong-answer']);
  });

  it('begins with the file of several in Python that no other one imports', async () => {
    const files = { 'submissions/accepted/two/add.py': 'def add(a, b): return a + b\n', 'submissions/accepted/two/begin.py': 'from add import add\nprint(add(*map(int, input().split())))\n' };
    expect(await prove(judge, { ...LEGACY, ...files })).toEqual(['accepted/sum.py: accepted', 'accepted/two: accepted', 'wrong_answer/off.py: wrong-answer']);
  });

  it('compiles labelled submissions that were written for an older standard of C++, and no others', async () => {
    const old = '#include <iostream>\n#include <vector>\nusing namespace std;\nint size, data[2];\nint main() { for (size = 0; size < 2; size++) cin >> data[size]; cout << data[0] + data[1] << endl; }\n';
    const problem = await problemOf(judge, { ...LEGACY, 'submissions/accepted/old.cpp': old });
    const label = problem.submissions.find(({ path }) => path === 'accepted/old.cpp')!;
    const labelled = await judgeLabel(judge, problem, label);
    expect([labelled.verdict, labelled.compile?.log]).toEqual(['accepted', expect.stringContaining('Compiled as C++14') as unknown]);
    expect((await judge.judge({ language: 'cpp', files: { 'old.cpp': old }, problem })).verdict).toBe('compile-error');
    const older = '#include <cstdio>\n#include <cstdlib>\n#include <cstring>\nusing namespace std;\nint sign[] = { 0x80000000 };\nchar line[100];\nint main() { gets(line); printf("%d", atoi(line) + atoi(strchr(line, 32))); }\n';
    expect(await prove(judge, { ...LEGACY, 'submissions/accepted/older.cpp': older, 'submissions/compile_error/none.cpp': 'int main( {\n' })).toEqual(['accepted/older.cpp: accepted', 'accepted/sum.py: accepted', 'compile_error/none.cpp: compile-error', 'wrong_answer/off.py: wrong-answer']);
  });

  it('starts validators that are packages of Python, whose files import each other in either way', async () => {
    expect(await prove(judge, {
      ...LEGACY, 'problem.yaml': yaml(LEGACY, 'validation: custom\n'), 'output_validators/c/__init__.py': '',
      'output_validators/c/__main__.py': 'import sys\nfrom .same import same\nfrom words import words\nsys.exit(42 if same(words(open(sys.argv[2])), words(sys.stdin)) else 43)\n',
      'output_validators/c/same.py': 'def same(a, b): return a == b\n', 'output_validators/c/words.py': 'def words(file): return file.read().split()\n',
    })).toEqual(['accepted/sum.py: accepted', 'wrong_answer/off.py: wrong-answer']);
  });

  it('finds a header beside a validator that is written between angle brackets', async () => {
    const check = '#include <testlib.h>\nint main(int argc, char *argv[]) { registerTestlibCmd(argc, argv); quitf(ouf.readInt() == ans.readInt() ? _ok : _wa, ""); }\n';
    expect(await prove(judge, { ...LEGACY, 'problem.yaml': yaml(LEGACY, 'validation: custom\n'), 'output_validators/c/check.cpp': check, 'output_validators/c/testlib.h': SMALL_TESTLIB })).toEqual(['accepted/sum.py: accepted', 'wrong_answer/off.py: wrong-answer']);
  });

  it('asks the one that a group names, with its flags', async () => {
    expect(await prove(judge, {
      ...LEGACY, 'problem.yaml': yaml(LEGACY, 'validation: custom\n'),
      'output_validators/right.py': validator('want == got'), 'output_validators/any.py': validator('args in ([], ["x"])'),
      'data/secret/testdata.yaml': 'output_validator_flags: {name: any, flags: x}\n', 'data/sample/1.in': '1 1\n', 'data/sample/1.ans': '2\n',
      'submissions/accepted/one.py': 'a, b = map(int, input().split())\nprint(a + b if a + b == 2 else 0)\n',
    })).toEqual(['accepted/one.py: accepted', 'accepted/sum.py: accepted', 'wrong_answer/off.py: wrong-answer']);
  });

  it('lets a grader give the points', async () => {
    // Ten points for each accepted test, and one for trying.
    const grader = 'import sys\nlines = [line.split() for line in sys.stdin]\ngood = sum(line[0] == "AC" for line in lines)\nprint("AC" if good else "WA", good * int(sys.argv[1]) + 1)\n';
    expect(await prove(judge, {
      ...LEGACY, 'problem.yaml': yaml(LEGACY, 'type: scoring\ngrading: {objective: max}\n'),
      'graders/grade.py': grader, 'data/secret/testdata.yaml': 'on_reject: continue\ngrading: custom\ngrader_flags: "10"\n', 'data/testdata.yaml': 'on_reject: continue\n',
      'submissions/partially_accepted/half.py': '# @EXPECTED_SCORE@: 11\nprint(3)\n',
    })).toEqual(['accepted/sum.py: accepted 21', 'partially_accepted/half.py: accepted 11', 'wrong_answer/off.py: wrong-answer 0']);
  });

  it('lets a grader decide where there are no points', async () => {
    const grader = 'import sys\nprint("AC 0" if any(line.startswith("AC") for line in sys.stdin) else "WA 0")\n';
    expect(await prove(judge, { ...LEGACY, 'graders/grade.py': grader, 'data/testdata.yaml': 'on_reject: continue\ngrading: custom\n', 'submissions/accepted/half.py': 'print(3)\n' })).toEqual([
      'accepted/half.py: accepted', 'accepted/sum.py: accepted', 'wrong_answer/off.py: wrong-answer',
    ]);
  });

  it('lets a grader give the points of a group in the new format, of all its tests', async () => {
    const grader = 'import sys\nlines = [line.split() for line in sys.stdin]\nassert len(lines) == 2\ngood = sum(line[0] == "AC" for line in lines)\nprint("AC" if good else "WA", good * int(sys.argv[1]))\n';
    const tests = Object.fromEntries(['1.in', '1.ans', '2.in', '2.ans'].flatMap((name) => [[`data/secret/a/${name}`, MODERN[`data/secret/${name}`]!], [`data/secret/b/${name}`, MODERN[`data/secret/${name}`]!]]));
    const { 'data/secret/1.in': _1, 'data/secret/1.ans': _2, 'data/secret/2.in': _3, 'data/secret/2.ans': _4, ...rest } = MODERN;
    expect(await prove(judge, {
      ...rest, ...tests, 'problem.yaml': yaml(MODERN, 'type: scoring\n'), 'graders/grade.py': grader, 'arbiter.yaml': 'graders: {secret/b: ["30"]}\n',
      'data/secret/a/test_group.yaml': 'max_score: 40\n', 'data/secret/b/test_group.yaml': 'max_score: 60\n',
      'submissions/partially_accepted/half.py': '# right in one of two tests, the second\nprint(10)\n',
    })).toEqual(['accepted/sum.py: accepted 100', 'partially_accepted/half.py: accepted 30', 'wrong_answer/off.py: wrong-answer 0']);
  });

  it('tells a grader that fails from a wrong submission', async () => {
    const [line] = await prove(judge, { ...LEGACY, 'graders/grade.py': 'exit(1)\n', 'data/testdata.yaml': 'grading: custom\n' });
    expect(line).toMatch(/judge-error SURPRISE.*grader of .* exit code 1/);
  });

  it.each([['sum', 21, 8], ['min', 10, 3], ['max', 11, 5], ['avg', 10.5, 4]] as const)('aggregates scores by %s', async (mode, all, most) => {
    const scores = 'import sys\nwant, got = open(sys.argv[2]).read().split(), sys.stdin.read().split()\nopen(sys.argv[3] + "score.txt", "w").write(got[1])\nsys.exit(42 if want[0] == got[0] else 43)\n';
    const told = (a: number, b: number) => `n = sum(map(int, input().split()))\nprint(n, ${a} if n == 3 else ${b})\n`;
    expect(await prove(judge, {
      ...LEGACY, 'problem.yaml': yaml(LEGACY, 'type: scoring\nvalidation: custom score\n'), 'output_validators/s.py': scores,
      'data/testdata.yaml': `on_reject: continue\ngrader_flags: ignore_sample\n`, 'data/secret/testdata.yaml': `grader_flags: ${mode}\n`, 'data/sample/1.in': '0 1\n', 'data/sample/1.ans': '1\n',
      'submissions/accepted/sum.py': told(10, 11), 'submissions/accepted/low.py': told(3, 5), 'submissions/wrong_answer/off.py': 'print(0, 9)\n',
    })).toEqual([`accepted/low.py: accepted ${most}`, `accepted/sum.py: accepted ${all}`, 'wrong_answer/off.py: wrong-answer 0']);
  });
});

describe('the format of 2025-09', { timeout: 120_000 }, () => {
  it('compiles a file whose name does not say its language, where submissions.yaml does', async () => {
    const source = '#include <iostream>\nint main() { int a, b; std::cin >> a >> b; std::cout << a + b; }\n';
    const tree = { ...MODERN, 'submissions/accepted/sum.txt': source, 'submissions/accepted/notes.txt': 'x\n', 'submissions/submissions.yaml': 'accepted/sum.txt: {language: cpp}\n' };
    expect(await prove(judge, tree)).toEqual(['accepted/sum.py: accepted', 'accepted/sum.txt: accepted', 'wrong_answer/off.py: wrong-answer']);
  });

  it('looks at the files of submissions where a group gives points for it', async () => {
    const look = 'import os, sys\nlanguage, entry, feedback, word = sys.argv[1:]\ntext = open(entry).read()\nopen(feedback + "teammessage.txt", "w").write(language)\nsys.exit(43 if word in text or language != "python3" else 42)\n';
    expect(await prove(judge, {
      ...MODERN, 'problem.yaml': yaml(MODERN, 'type: scoring\n'), 'static_validator/look.py': look,
      'data/secret/test_group.yaml': 'static_validation_score: 40\nstatic_validator_args: [sum]\n',
      'submissions/accepted/plus.py': '# cpython\na, b = input().split()\nprint(int(a) + int(b))\n',
      'submissions/mine/sum.py': SUM, 'submissions/accepted/sum.py': SUM.replace('sum(', '(lambda x: (lambda a, b: a + b)(*x))('),
      'submissions/submissions.yaml': 'mine/sum.py: {score: 60, permitted: [AC, WA]}\n',
    })).toEqual(['accepted/plus.py: accepted 100', 'accepted/sum.py: accepted 100', 'mine/sum.py: accepted 60', 'wrong_answer/off.py: wrong-answer 0']);
  });

  it('judges answers that are submitted in place of a program', async () => {
    expect(await prove(judge, {
      ...Object.fromEntries(Object.entries(MODERN).filter(([path]) => !path.startsWith('submissions/'))), 'problem.yaml': yaml(MODERN, 'type: [scoring, submit-answer]\n'),
      'submissions/accepted/both/1.out': '3\n', 'submissions/accepted/both/secret-2.txt': '10\n',
      'submissions/mine/first/1.out': '3\n', 'submissions/mine/second/2.ans': '10', 'submissions/mine/second/1.ans': 'three',
      'submissions/wrong_answer/1.out': '4\n',
      'submissions/submissions.yaml': 'mine/*: {score: 50}\n',
    })).toEqual(['accepted/both: accepted 100', 'mine/first: accepted 50', 'mine/second: accepted 50', 'wrong_answer/1.out: wrong-answer 0']);
  });

  it('judges submitted answers by a validator, too', async () => {
    expect(await prove(judge, {
      ...Object.fromEntries(Object.entries(MODERN).filter(([path]) => !path.startsWith('submissions/') && !path.includes('/2.'))), 'problem.yaml': yaml(MODERN, 'type: submit-answer\n'),
      'output_validator/v.py': validator('sorted(want) == sorted(got)'), 'data/secret/1.ans': '1 2 3\n',
      'submissions/accepted/mine.txt': '3 2 1\n', 'submissions/wrong_answer/1.out': '3 2 2\n',
    })).toEqual(['accepted/mine.txt: accepted', 'wrong_answer/1.out: wrong-answer']);
  });

  it('calls a function that is submitted, in two languages, with data beside it', async () => {
    expect(await prove(judge, {
      ...MODERN,
      'include/cpp/main.cpp': '#include "add.h"\n#include <fstream>\n#include <iostream>\nint main() { int a, b, base; std::ifstream("base.txt") >> base; std::cin >> a >> b; std::cout << add(a, b) + base - {{base}}; }\n',
      'include/cpp/add.h': 'int add(int a, int b);\n', 'include/cpp/base.txt': '7\n',
      'include/python3/main.py': 'from add import add\nprint(add(*map(int, input().split())))\n',
      'problem.yaml': yaml(MODERN, 'constants: {base: 7}\n'),
      'submissions/accepted/add.cpp': '#include "add.h"\nint add(int a, int b) { return a + b; }\n', 'submissions/accepted/sum.py': '',
      'submissions/accepted/python/add.py': '# cpython\ndef add(a, b): return a + b\n',
      'submissions/wrong_answer/add.cpp': '#include "add.h"\nint add(int a, int b) { return a - b; }\n', 'submissions/wrong_answer/off.py': '',
    }).then((lines) => lines.filter((line) => line.includes('add') || line.includes('python')))).toEqual(['accepted/add.cpp: accepted', 'accepted/python: accepted', 'wrong_answer/add.cpp: wrong-answer']);
  });

  it('talks with a submission again and again', async () => {
    const interactor = 'import os, sys\nstate = sys.argv[3] + "passes"\nn = len(open(state).read()) if os.path.exists(state) else 0\nopen(state, "a").write("x")\nprint(open(sys.argv[1]).read().split()[0], flush=True)\nsaid = int(input())\nif n == 0:\n    open(sys.argv[3] + "nextpass.in", "w").write(str(said))\n    sys.exit(42)\nsys.exit(42 if said == 3 else 43)\n';
    expect(await prove(judge, {
      ...MODERN, 'problem.yaml': yaml(MODERN, 'type: [interactive, multi-pass]\n'), 'output_validator/v.py': interactor, 'data/secret/2.in': '1\n',
      'submissions/accepted/sum.py': '# cpython\nprint(int(input()) + 1)\n', 'submissions/wrong_answer/off.py': '# cpython\nprint(int(input()) + 2)\n',
    })).toEqual(['accepted/sum.py: accepted', 'wrong_answer/off.py: wrong-answer']);
  });
});

describe('a package of DOMjudge', { timeout: 120_000 }, () => {
  const DOMJUDGE: Tree = { ...Object.fromEntries(Object.entries(LEGACY).filter(([path]) => path !== 'problem.yaml')), 'domjudge-problem.ini': 'name = Sums\ntimelimit = 2\n', 'submissions/rejected/tagged.py': `# @EXPECTED_RESULTS@: RUN-ERROR\nexit(1)\n` };
  it('is judged without problem.yaml', async () => {
    expect(await prove(judge, DOMJUDGE)).toEqual(['accepted/sum.py: accepted', 'rejected/tagged.py: runtime-error', 'wrong_answer/off.py: wrong-answer']);
  });
  it('is judged by the program that its ini file names, with its arguments', async () => {
    expect(await prove(judge, { ...DOMJUDGE, 'domjudge-problem.ini': `${DOMJUDGE['domjudge-problem.ini'] as string}special_compare = mine\nspecial_compare_args = loose\n`, 'output_validators/v.py': validator('want == got and args == ["loose"]') })).toEqual([
      'accepted/sum.py: accepted', 'rejected/tagged.py: runtime-error', 'wrong_answer/off.py: wrong-answer',
    ]);
  });
  it('talks by the program that its ini file names', async () => {
    const talk = 'import sys\nprint(open(sys.argv[1]).read().strip(), flush=True)\nsys.exit(42 if input().strip() == open(sys.argv[2]).read().strip() else 43)\n';
    expect(await prove(judge, { ...DOMJUDGE, 'domjudge-problem.ini': `${DOMJUDGE['domjudge-problem.ini'] as string}special_run = mine\n`, 'output_validators/v.py': talk })).toEqual(['accepted/sum.py: accepted', 'rejected/tagged.py: runtime-error', 'wrong_answer/off.py: wrong-answer']);
  });
});

describe('testlib in a package of the ICPC format', { timeout: 120_000 }, () => {
  const CHECK = '#include "testlib.h"\nint main(int argc, char *argv[]) { registerTestlibCmd(argc, argv); long long got = ouf.readInt(), want = ans.readInt(); if (got != want) quitf(_wa, "not the sum"); quitf(_ok, "the sum"); }\n';
  it('checks in its own way', async () => {
    expect(await prove(judge, {
      ...LEGACY, 'problem.yaml': yaml(LEGACY, 'validation: custom\n'), 'output_validators/c/check.cpp': CHECK, 'output_validators/c/testlib.h': SMALL_TESTLIB,
      'submissions/wrong_answer/word.py': 'print("three")\n',
    })).toEqual(['accepted/sum.py: accepted', 'wrong_answer/off.py: wrong-answer', 'wrong_answer/word.py: wrong-answer']);
  });

  it('fails as the package\'s fault', async () => {
    const [line] = await prove(judge, { ...LEGACY, 'problem.yaml': yaml(LEGACY, 'validation: custom\n'), 'output_validators/c/check.cpp': CHECK.replace('quitf(_ok,', 'quitf(_fail,'), 'output_validators/c/testlib.h': SMALL_TESTLIB });
    expect(line).toMatch(/judge-error SURPRISE.*exit code 3; it said: FAIL the sum/);
  });

  it('speaks as the ICPC format has it where its header was changed', async () => {
    const changed = '#include <cstdlib>\n#include <fstream>\n#include <iostream>\n#define OK_EXIT_CODE 42\n#define WA_EXIT_CODE 43\n';
    const check = '#include "testlib.h"\nint main(int, char *argv[]) { std::ifstream ans(argv[2]); int a, b; ans >> a; std::cin >> b; return a == b ? OK_EXIT_CODE : WA_EXIT_CODE; }\n';
    expect(await prove(judge, { ...LEGACY, 'problem.yaml': yaml(LEGACY, 'validation: custom\n'), 'output_validators/c/check.cpp': check, 'output_validators/c/testlib.h': changed })).toEqual(['accepted/sum.py: accepted', 'wrong_answer/off.py: wrong-answer']);
  });

  it('without its header is the package\'s fault, and says what to do', async () => {
    const [line] = await prove(judge, { ...LEGACY, 'problem.yaml': yaml(LEGACY, 'validation: custom\n'), 'output_validators/check.cpp': CHECK });
    expect(line).toMatch(/judge-error SURPRISE.*testlib\.h.*ARBITER_TESTLIB/);
  });
});
