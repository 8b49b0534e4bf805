/** The way of a submission through the judge, with real compilers and real jails. */
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Program, ProblemPackage, Validator } from '#contract/package.js';
import { Feedback } from '#judge/steps/feedback.js';
import { makeProblem, startTestJudge, type TestJudge } from '#test/support/judge.js';

let judge: TestJudge;
beforeAll(async () => {
  judge = await startTestJudge();
}, 300_000);
afterAll(() => judge.close());

const ECHO = 'import sys\nsys.stdout.write(sys.stdin.read())\n';
const echo = { language: 'python3', files: { 'main.py': ECHO } };

function validator(language: string, files: Record<string, string>): Validator {
  const program: Program = { path: 'output_validators/check', language, files: Object.entries(files).map(([name, content]) => judge.file(content, `output_validators/check/${name}`)) as Program['files'] };
  return { kind: 'custom', ...program };
}

const problemWith = (overrides: Partial<ProblemPackage>, tests: [string, string][] = [['7\n', '8\n']]) => makeProblem(judge, tests, overrides);

describe('a custom validator', { timeout: 60_000 }, () => {
  it('in Python sees input, answer, output and arguments, and speaks to team and judges', async () => {
    const check = `import sys
data = open(sys.argv[1]).read(), open(sys.argv[2]).read(), sys.stdin.read()
open(sys.argv[3] + 'judgemessage.txt', 'w').write(repr(data) + repr(sys.argv[4:]))
open(sys.argv[3] + 'teammessage.txt', 'a').write('well done')
sys.exit(42)
`;
    const problem = problemWith({ validator: validator('python3', { 'check.py': check }) });
    problem.tests[0]!.validatorArgs = ['some', 'arg ument'];
    const { tests, verdict } = await judge.judge({ ...echo, problem });
    expect(verdict).toBe('accepted');
    expect(tests[0]).toMatchObject({ message: 'well done', judgeMessage: `('7\\n', '8\\n', '7\\n')['some', 'arg ument']` });
  });

  it('in C++ rejects', async () => {
    const check = '#include <fstream>\nint main(int, char **argv) { std::ofstream(std::string(argv[3]) + "teammessage.txt") << "not so"; return 43; }';
    const { verdict, tests } = await judge.judge({ ...echo, problem: problemWith({ validator: validator('cpp', { 'check.cpp': check }) }) });
    expect(verdict).toBe('wrong-answer');
    expect(tests[0]!.message).toBe('not so');
  });

  it('may be a script that is built by a script', async () => {
    const files = { build: '#!/bin/sh\necho "exit 4$(cat digit)" > generated.sh\n', run: '#!/bin/sh\n. "$(dirname "$0")/generated.sh"\n', digit: '2' };
    expect(await judge.judge({ ...echo, problem: problemWith({ validator: validator('script', files) }) })).toMatchObject({ verdict: 'accepted' });
  });

  it('may ignore its input', async () => {
    const noisy = { language: 'python3', files: { 'main.py': 'print("x" * 500_000)' } };
    expect(await judge.judge({ ...noisy, problem: problemWith({ validator: validator('python3', { 'check.py': 'import sys\nsys.exit(42)' }) }) })).toMatchObject({ verdict: 'accepted' });
  });

  const faults: [title: string, check: string, reason: RegExp][] = [
    ['crashes', 'raise SystemExit(1)', /exit code 1/],
    ['ends with 0', 'pass', /exit code 0/],
    ['kills itself', 'import os\nos.kill(os.getpid(), 9)', /SIGKILL/],
    ['never ends', 'while True: pass', /stopped: cpu-limit/],
    ['writes a score that is no decimal number', 'import sys\nopen(sys.argv[3] + "score.txt", "w").write("0x10")\nsys.exit(42)', /no number/],
    ['writes a score that is none', 'import sys\nopen(sys.argv[3] + "score.txt", "w").write("ten")\nsys.exit(42)', /no number/],
    ['eats all memory', 'x = []\nwhile True: x.append(bytearray(b"1" * 1048576))', /memory/],
    ['floods its output', 'while True: print("x" * 10000)', /stopped: output-limit/],
  ];
  for (const [title, check, reason] of faults) {
    it(`that ${title} is our fault, not the contestant's`, async () => {
      const problem = problemWith({ validator: validator('python3', { 'check.py': check }) });
      problem.limits = { ...problem.limits, validationTimeMs: 500, validationMemoryKib: 128 * 1024 };
      const result = await judge.judge({ ...echo, problem });
      expect(result.verdict).toBe('judge-error');
      expect(result.reason).toMatch(reason);
      expect(result.tests[0]!.message).toBe('');
    });
  }

  it('that does not compile is a judge error that shows the log', async () => {
    const result = await judge.judge({ ...echo, problem: problemWith({ validator: validator('cpp', { 'check.cpp': 'int main() { return nothing; }' }) }) });
    expect(result).toMatchObject({ verdict: 'judge-error', tests: [] });
    expect(result.reason).toMatch(/does not compile[\s\S]*nothing/);
  });

  it('cannot harm what it is told of, and its links are not followed', async () => {
    const check = `import os, sys
for name in ('judgemessage.txt', 'score.txt'):
    os.remove(sys.argv[3] + name)
    os.symlink('/etc/passwd', sys.argv[3] + name)
os.mkfifo(sys.argv[3] + 'pipe')
for path in sys.argv[1:3]:
    try:
        open(path, 'w')
    except OSError:
        continue
    sys.exit(1)
sys.exit(42)
`;
    const untouched = readFileSync('/etc/passwd', 'utf8');
    // The second test and the second judging come where the first may have left its links.
    const problem = problemWith({ validator: validator('python3', { 'check.py': check }) }, [['1', '1'], ['2', '2']]);
    for (let times = 0; times < 2; times++) {
      const { verdict, tests } = await judge.judge({ ...echo, problem });
      expect(verdict).toBe('accepted');
      expect(tests[0]!.judgeMessage).toBeUndefined();
    }
    expect(readFileSync('/etc/passwd', 'utf8')).toBe(untouched);
  });

  it('never gets a feedback folder that was there before', async () => {
    const folder = mkdtempSync('/tmp/feedback-');
    symlinkSync(join(folder, 'victim'), join(folder, 'score.txt'));
    await expect(Feedback.make(folder)).rejects.toThrow(/EEXIST/);
    expect(existsSync(join(folder, 'victim'))).toBe(false);
    rmSync(folder, { recursive: true });
  });

  it('is asked only about runs that ended well', async () => {
    const problem = problemWith({ validator: validator('python3', { 'check.py': 'import sys\nsys.exit(42)' }) });
    expect(await judge.judge({ language: 'python3', files: { 'main.py': 'raise SystemExit(3)' }, problem })).toMatchObject({ verdict: 'runtime-error', tests: [{ exitCode: 3 }] });
  });
});

describe('sources', { timeout: 60_000 }, () => {
  it('of the package are compiled in, those of the language before the default ones', async () => {
    const problem = problemWith({ includes: { default: [judge.file('int answer() { return 1; }', 'answer.h')], c: [judge.file('int answer(void) { return 8; }', 'answer.h')] } });
    const source = '#include <stdio.h>\n#include "answer.h"\nint main(void) { printf("%d\\n", answer()); }';
    expect(await judge.judge({ language: 'c', files: { 'main.c': source }, problem })).toMatchObject({ verdict: 'accepted' });
    expect(await judge.judge({ language: 'cpp', files: { 'main.cpp': source }, problem })).toMatchObject({ verdict: 'wrong-answer' });
  });

  it('of the package take the place of those of the same name, and keep their folders', async () => {
    const problem = problemWith({ includes: { c: [judge.file('#include <stdio.h>\n#include "parts/answer.h"\nint solve(void);\nint main(void) { printf("%d\\n", solve() + PART); }', 'grader.c'), judge.file('#define PART 1', 'parts/answer.h')] } });
    const own = { 'solve.c': 'int solve(void) { return 7; }', 'grader.c': '#include <stdio.h>\nint main(void) { puts("a grader of my own"); }' };
    expect(await judge.judge({ language: 'c', files: own, problem })).toMatchObject({ verdict: 'accepted' });
  });

  it('find the files of a test in their working directory, which they may write', async () => {
    const problem = problemWith({});
    problem.tests[0]!.files = [judge.file('3', 'number.txt'), judge.file('5', 'more/number.txt')];
    const program = 'print(int(open("number.txt").read()) + int(open("more/number.txt").read()))\nopen("own.txt", "w").write("mine")\n';
    expect(await judge.judge({ language: 'python3', files: { 'main.py': program }, problem })).toMatchObject({ verdict: 'accepted' });
  });

  it('may be many, with folders, and name their entry point', async () => {
    const problem = problemWith({});
    const python = { 'pkg/__init__.py': '', 'pkg/help.py': 'def answer(): return 8', 'a.py': 'print("no")', 'start.py': 'from pkg.help import answer\nprint(answer())' };
    expect(await judge.judge({ language: 'python3', files: python, entryPoint: 'start.py', problem })).toMatchObject({ verdict: 'accepted' });
    const java = { 'Helper.java': 'class Helper { static int answer() { return 8; } }', 'Start.java': 'public class Start { public static void main(String[] a) { System.out.println(Helper.answer()); } }' };
    expect(await judge.judge({ language: 'java', files: java, problem })).toMatchObject({ verdict: 'accepted' });
  });

  it('of Java may bear any name, be in a package, and hide their class behind comments', async () => {
    const text = '// public class Wrong {}\npackage some.place;\n/* class Other { public static void main(String[] a) */\npublic class Solution {\n  static class Inner { }\n  public static void main(String... args) { System.out.println(8); }\n}\n';
    expect(await judge.judge({ language: 'java', files: { 'main.java': text }, problem: problemWith({}) })).toMatchObject({ verdict: 'accepted' });
  });

  it('with the name of an option or of strange characters are only names', async () => {
    for (const name of ['@list.c', 'a b\'"$(id).c', 'ü\n#.c']) {
      expect(await judge.judge({ language: 'c', files: { [name]: '#include <stdio.h>\nint main(void) { puts("8"); }' }, problem: problemWith({}) })).toMatchObject({ verdict: 'accepted' });
    }
  });

  it('of another language are told apart', async () => {
    const result = await judge.judge({ language: 'c', files: { 'main.py': 'print(8)' }, problem: problemWith({}) });
    expect(result).toMatchObject({ verdict: 'compile-error', compile: { log: 'No C source: a file must end in .c.' } });
  });
});

describe('the compiler', { timeout: 60_000 }, () => {
  const limited = () => {
    const problem = problemWith({});
    problem.limits = { ...problem.limits, compileTimeMs: 2000, compileMemoryKib: 512 * 1024 };
    return problem;
  };
  it('is stopped at its time limit, and says so', async () => {
    const result = await judge.judge({ language: 'c', files: { 'main.c': '#include "/dev/zero"\nint main(void) {}' }, problem: limited() });
    expect(result.verdict).toBe('compile-error');
    expect(result.compile!.log).toMatch(/more than|did not end|Killed|ended by|too much/);
  });
  it('is stopped when it floods', async () => {
    const flood = '#define A(x) x x x x x x x x\n#warning begin\nint main(void) { A(A(A(A(A(_Pragma("GCC warning \\"flood\\""))))))}';
    const result = await judge.judge({ language: 'c', files: { 'main.c': flood }, problem: limited() });
    expect(result.compile!.log.length).toBeLessThanOrEqual(64 * 1024);
  });
  it('sees nothing of the tests', async () => {
    const problem = problemWith({}, [['the-secret-input\n', 'the-secret-answer\n']]);
    for (const path of ['../../blobs', '/etc/shadow', '/var/lib/arbiter', '/root']) {
      const result = await judge.judge({ language: 'c', files: { 'main.c': `#include "${path}"\nint main(void) {}` }, problem });
      expect(result.compile!.log).toMatch(/No such file/);
    }
  });
  it('counts its time', async () => {
    const result = await judge.judge({ language: 'cpp', files: { 'main.cpp': '#include <bits/stdc++.h>\nint main() { std::cout << 8; }' }, problem: problemWith({}) });
    expect(result.compile).toMatchObject({ ok: true, log: '' });
    expect(result.compile!.cpuMs).toBeGreaterThan(50);
  });
});

describe('the tests', { timeout: 60_000 }, () => {
  const BURN = (ms: number) => `#include <time.h>\nint main(void) { while (clock() < ${ms} * (CLOCKS_PER_SEC / 1000)); }`;

  it('are repeated when the time is near the limit, and the median decides', async () => {
    const problem = problemWith({ limits: { ...problemWith({}).limits, timeMs: 500 } }, [['', '']]);
    const over = await judge.judge({ language: 'c', files: { 'main.c': BURN(540) }, problem });
    expect(over.verdict).toBe('time-limit-exceeded');
    expect(over.tests[0]!.repeatedCpuMs).toHaveLength(3);
    const under = await judge.judge({ language: 'c', files: { 'main.c': BURN(100) }, problem });
    expect(under).toMatchObject({ verdict: 'accepted' });
    expect(under.tests[0]!.repeatedCpuMs).toBeUndefined();
  });

  it('stop at the first failure, or all run where every one is asked for', async () => {
    const problem = problemWith({}, [['1', '1'], ['2', '0'], ['3', '0'], ['4', '4']]);
    const settled = await judge.judge({ ...echo, problem });
    expect(settled.tests.map((test) => test.verdict)).toEqual(['accepted', 'wrong-answer', 'skipped', 'skipped']);
    const all = await judge.judge({ ...echo, problem, mode: 'every-test' });
    expect(all.tests.map((test) => test.verdict)).toEqual(['accepted', 'wrong-answer', 'wrong-answer', 'accepted']);
    expect(all.verdict).toBe('wrong-answer');
    expect(all.progress).toHaveLength(4);
  });

  it('show the beginning of what was printed, and why it is wrong', async () => {
    const { tests } = await judge.judge({ ...echo, problem: problemWith({}, [['1\n2\n', '1\n3\n']]) });
    expect(tests[0]).toMatchObject({ output: '1\n2\n', message: 'Line 2: expected "3", got "2"' });
  });

  it('leave nothing behind on the host', async () => {
    const before = readdirSync('/proc/self/fd').length;
    await judge.judge({ ...echo, problem: problemWith({ validator: validator('python3', { 'check.py': 'import sys\nsys.exit(42)' }) }, Array.from({ length: 6 }, () => ['1', '1'])) });
    expect(readdirSync('/proc/self/fd').length).toBeLessThanOrEqual(before + 1);
  });
});

describe('scores', { timeout: 60_000 }, () => {
  it('of a validator are added up by group', async () => {
    const check = 'import sys\nopen(sys.argv[3] + "score.txt", "w").write(sys.stdin.read().strip())\nsys.exit(42)';
    const problem = problemWith({ types: ['scoring'], validator: validator('python3', { 'check.py': check }) }, [['10', ''], ['2.5', '']]);
    problem.groups = problem.groups.map((group) => ({ ...group, scoreAggregation: 'sum', verdictAggregation: 'accept-if-any-accepted', onReject: 'continue' }));
    const result = await judge.judge({ ...echo, problem });
    expect(result).toMatchObject({ verdict: 'accepted', score: 12.5 });
    expect(result.tests.map((test) => test.score)).toEqual([10, 2.5]);
  });
});

describe('an interactive problem', { timeout: 60_000 }, () => {
  /** Thinks of the number in the input; answers "higher", "lower" or "right". */
  const INTERACTOR = `import sys
secret = int(open(sys.argv[1]).read())
for line in sys.stdin:
    guess = int(line)
    print("right" if guess == secret else "higher" if guess < secret else "lower", flush=True)
    if guess == secret:
        sys.exit(42)
    if not 1 <= guess <= 1000:
        sys.exit(43)
open(sys.argv[3] + "teammessage.txt", "w").write("gave up")
sys.exit(43)
`;
  const interactive = (code = INTERACTOR, language = 'python3') =>
    problemWith({ types: ['pass-fail', 'interactive'], validator: validator(language, { [language === 'cpp' ? 'judge.cpp' : 'judge.py']: code }) }, [['700', '']]);
  const play = (guess: string) => ({ language: 'python3', files: { 'main.py': guess } });

  it('is played to its end', async () => {
    const search = `low, high = 1, 1000
while True:
    middle = (low + high) // 2
    print(middle, flush=True)
    said = input()
    if said == "right": break
    if said == "higher": low = middle + 1
    else: high = middle - 1
`;
    expect(await judge.judge({ ...play(search), problem: interactive() })).toMatchObject({ verdict: 'accepted' });
  });

  const plays: [title: string, code: string, verdict: string[], message?: string][] = [
    ['one that breaks the rules and then crashes', 'print(5000, flush=True)\ninput()\ninput()\n', ['wrong-answer']],
    ['one that breaks the rules and runs on for ever', 'print(5000, flush=True)\nwhile True: pass\n', ['wrong-answer']],
    ['one that leaves early', 'print(1, flush=True)\n', ['wrong-answer'], 'gave up'],
    ['one that crashes first', 'print(1, flush=True)\ninput()\nraise SystemExit(3)\n', ['runtime-error']],
    ['one that never asks', 'import time\ntime.sleep(100)\n', ['idleness-limit-exceeded']],
    ['one that waits for an answer that it did not ask for', 'input()\n', ['idleness-limit-exceeded']],
    ['one that is busy for ever', 'while True: pass\n', ['time-limit-exceeded']],
    // Both sides are busy: whose time is over first is no matter of right and wrong.
    ['one that floods', 'import sys\nwhile True: sys.stdout.write("1\\n" * 1000)\n', ['time-limit-exceeded', 'idleness-limit-exceeded']],
    ['one that is right and writes on', 'import sys, time\nprint(700, flush=True)\ninput()\ntime.sleep(0.1)\nfor _ in range(100000): print(1)\n', ['accepted']],
    ['one that is right and crashes afterwards', 'print(700, flush=True)\ninput()\nraise SystemExit(1)\n', ['runtime-error']],
  ];
  for (const [title, code, verdicts, message] of plays) {
    it(`gives ${verdicts.join(' or ')} to ${title}`, async () => {
      const result = await judge.judge({ ...play(code), problem: interactive() });
      expect(verdicts).toContain(result.verdict);
      if (message) expect(result.tests[0]!.message).toBe(message);
    });
  }

  it('lets an interactor in C++ write to a submission that has gone', async () => {
    const interactor = '#include <iostream>\n#include <string>\nint main() { std::string line; std::getline(std::cin, line); for (int i = 0; i < 200000; i++) std::cout << "tell\\n" << std::flush; return line == "hello" ? 42 : 43; }';
    expect(await judge.judge({ ...play('print("hello")'), problem: interactive(interactor, 'cpp') })).toMatchObject({ verdict: 'accepted' });
  });

  const faults: [title: string, code: string, reason: RegExp][] = [
    ['crashes', 'raise SystemExit(1)', /exit code 1/],
    ['never ends', 'while True: pass', /stopped: cpu-limit/],
  ];
  for (const [title, code, reason] of faults) {
    it(`with an interactor that ${title} is a judge error`, async () => {
      const problem = interactive(code);
      problem.limits = { ...problem.limits, validationTimeMs: 500 };
      const result = await judge.judge({ ...play('print(700)'), problem });
      expect(result).toMatchObject({ verdict: 'judge-error' });
      expect(result.reason).toMatch(reason);
    });
  }
});

describe('a multi-pass problem', { timeout: 60_000 }, () => {
  /** Hands the output of a pass to the next one, and accepts "3" of the last; its state stays in its folder. */
  const check = (passes: number) => `import os, sys
folder = sys.argv[3]
count = len(open(folder + "state").read()) if os.path.exists(folder + "state") else 0
open(folder + "state", "a").write("x")
output = sys.stdin.read()
if count + 1 < ${passes}:
    open(folder + "nextpass.in", "w").write(output)
    sys.exit(42)
sys.exit(42 if output.strip() == "3" else 43)
`;
  const multiPass = (passes: number) => {
    const problem = problemWith({ types: ['pass-fail', 'multi-pass'], validator: validator('python3', { 'check.py': check(passes) }) }, [['0', '']]);
    problem.limits = { ...problem.limits, validationPasses: 3 };
    return problem;
  };
  const increment = { language: 'python3', files: { 'main.py': 'print(int(input()) + 1)' } };

  it('runs the submission once for each pass', async () => expect(await judge.judge({ ...increment, problem: multiPass(3) })).toMatchObject({ verdict: 'accepted' }));
  it('is rejected by its last pass', async () => expect(await judge.judge({ ...increment, problem: multiPass(2) })).toMatchObject({ verdict: 'wrong-answer' }));
  it('that asks for too many passes is at fault itself', async () => {
    const result = await judge.judge({ ...increment, problem: multiPass(9) });
    expect(result).toMatchObject({ verdict: 'judge-error' });
    expect(result.reason).toMatch(/more than 3 passes/);
  });
  it('may be interactive as well', async () => {
    const interactor = `import os, sys
folder = sys.argv[3]
last = os.path.exists(folder + "state")
open(folder + "state", "w")
print(open(sys.argv[1]).read().strip(), flush=True)
said = input()
if last: sys.exit(42 if said == "2" else 43)
open(folder + "nextpass.in", "w").write(said)
sys.exit(42)
`;
    const problem = problemWith({ types: ['pass-fail', 'interactive', 'multi-pass'], validator: validator('python3', { 'judge.py': interactor }) }, [['0', '']]);
    expect(await judge.judge({ ...increment, problem })).toMatchObject({ verdict: 'accepted' });
  });
});
