/** Full packages of Polygon through the real reader and the real judge. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tree } from '#test/judge/packages/package-trees.js';
import { startTestJudge, type TestJudge } from '#test/support/judge.js';
import { problemOf, prove } from './prove.js';
import { SMALL_TESTLIB } from './small-testlib.js';

let judge: TestJudge;
beforeAll(async () => {
  judge = await startTestJudge({ languages: ['cpp', 'python3'] });
}, 300_000);
afterAll(() => judge.close());

const SUM = 'print(sum(map(int, input().split())))\n';
const CHECK = '#include "testlib.h"\nint main(int argc, char *argv[]) { registerTestlibCmd(argc, argv); long long got = ouf.readInt(), want = ans.readInt(); if (got != want) quitf(_wa, "not the sum"); quitf(_ok, "the sum"); }\n';

interface Given {
  tests?: string;
  groups?: string;
  assets?: string;
  judging?: string;
  resources?: string;
  solutions: Record<string, [tag: string, text: string]>;
}

/** Tests are `a b`, all to be added; there are five. */
function polygon({ tests, groups = '', assets = '', judging = 'input-file="" output-file=""', resources = '', solutions }: Given, more: Tree = {}): Tree {
  const tree: Tree = {
    'files/check.cpp': CHECK, 'files/testlib.h': SMALL_TESTLIB, 'files/val.cpp': '#include "testlib.h"\nint main() { return 0; }\n',
    'statement-sections/english/legend.tex': 'Add two numbers.\n', 'statement-sections/english/input.tex': 'Two.\n', 'statement-sections/english/output.tex': 'One.\n',
  };
  for (let number = 1; number <= 5; number++) Object.assign(tree, { [`tests/0${number}`]: `${number} ${number}\n`, [`tests/0${number}.a`]: `${2 * number}\n` });
  for (const [name, [, text]] of Object.entries(solutions)) tree[`solutions/${name}`] = text;
  tree['problem.xml'] = `<?xml version="1.0" encoding="utf-8" standalone="no"?>
<problem revision="5" short-name="sums" url="https://polygon.example/sums">
  <names><name language="english" value="Sums &amp; more"/></names>
  <statements><statement language="english" path="statements/english/problem.tex" type="application/x-tex"/></statements>
  <judging cpu-name="" cpu-speed="3600" ${judging} run-count="1">
    <testset name="tests">
      <time-limit>2000</time-limit><memory-limit>268435456</memory-limit><test-count>5</test-count>
      <input-path-pattern>tests/%02d</input-path-pattern><answer-path-pattern>tests/%02d.a</answer-path-pattern>
      <tests>${tests ?? '<test method="manual" sample="true"/>'.concat('<test cmd="gen 1" method="generated"/>'.repeat(4))}</tests>
      ${groups}
    </testset>
  </judging>
  <files><resources><file path="files/testlib.h" type="h.g++"/>${resources}</resources></files>
  <assets>
    <checker name="std::ncmp.cpp" type="testlib"><source path="files/check.cpp" type="cpp.g++17"/></checker>
    <validators><validator><source path="files/val.cpp" type="cpp.g++17"/></validator></validators>
    ${assets}
    <solutions>${Object.entries(solutions).map(([name, [tag]]) => `<solution tag="${tag}"><source path="solutions/${name}" type="${name.endsWith('.cpp') ? 'cpp.g++17' : 'python.3'}"/></solution>`).join('')}</solutions>
  </assets>
  <tags><tag value="sums"/></tags>
</problem>
`;
  return { ...tree, ...more };
}

const BURN = 'while True: pass\n';
const SOLUTIONS: Given['solutions'] = {
  'main.py': ['main', SUM], 'other.cpp': ['accepted', '#include <iostream>\nint main() { int a, b; std::cin >> a >> b; std::cout << a + b; }\n'],
  'wa.py': ['wrong-answer', 'print(2)\n'], 'pe.py': ['presentation-error', 'print("two")\n'], 'slow.py': ['time-limit-exceeded', BURN], 'crash.py': ['rejected', 'exit(1)\n'],
  'or.py': ['time-limit-exceeded-or-accepted', SUM],
};

describe('a full package of Polygon', { timeout: 120_000 }, () => {
  it('is judged by its checker', async () => {
    const tree = polygon({ solutions: SOLUTIONS });
    expect(await prove(judge, tree)).toEqual([
      'main/main.py: accepted', 'accepted/other.cpp: accepted', 'wrong-answer/wa.py: wrong-answer', 'presentation-error/pe.py: wrong-answer', 'time-limit-exceeded/slow.py: time-limit-exceeded', 'rejected/crash.py: runtime-error',
      'time-limit-exceeded-or-accepted/or.py: accepted',
    ]);
    expect(await problemOf(judge, tree)).toMatchObject({ names: { en: 'Sums & more' }, keywords: ['sums'], limits: { timeMs: 2000, memoryKib: 262144 }, inputValidators: [{ path: 'files/val.cpp', protocol: 'testlib' }] });
  });

  it('has what solutions write into the output file judged, and not what they print', async () => {
    const io = 'input-file="sums.in" output-file="sums.out"';
    const tree = polygon({ judging: io, solutions: { 'main.py': ['main', 'print("debugging")\nwith open("sums.in") as given, open("sums.out", "w") as told:\n    print(sum(map(int, given.read().split())), file=told)\n'], 'wa.py': ['wrong-answer', SUM] } });
    expect(await prove(judge, tree)).toEqual(['main/main.py: accepted', 'wrong-answer/wa.py: wrong-answer']);
  });

  it('may be made for Windows', async () => {
    expect(await prove(judge, polygon({ solutions: { 'main.py': ['main', 'line = open(0, newline="").readline()\nassert "\\r" not in line\nprint(sum(map(int, line.split())))\n'] } }, { 'tests/01': '1 1\r\n', 'tests/01.a': '2\r\n' }))).toEqual(['main/main.py: accepted']);
  });

  it('gives points by groups, whole or by test, and heeds what they depend on', async () => {
    const test = (group: string, points: number, sample = false) => `<test method="generated" group="${group}" points="${points}"${sample ? ' sample="true"' : ''}/>`;
    const tests = [test('0', 0, true), test('1', 10), test('1', 0), test('2', 30), test('2', 60)].join('');
    const groups = `<groups>
      <group name="0" points="0.0" points-policy="complete-group"/>
      <group name="1" points="10.0" points-policy="complete-group"><dependencies><dependency group="0"/></dependencies></group>
      <group name="2" points-policy="each-test"><dependencies><dependency group="1"/></dependencies></group>
    </groups>`;
    const without = (...numbers: number[]) => `a, b = map(int, input().split())\nprint(0 if a in ${JSON.stringify(numbers)} else a + b)\n`;
    expect(await prove(judge, polygon({
      tests, groups,
      solutions: { 'main.py': ['main', SUM], 'five.py': ['wrong-answer', without(5)], 'four.py': ['wrong-answer', without(4)], 'three.py': ['wrong-answer', without(3)], 'sample.py': ['wrong-answer', without(1)], 'slow.py': ['time-limit-exceeded', `${without()}${BURN}`] },
    }))).toEqual([
      'main/main.py: accepted 100', 'wrong-answer/five.py: accepted 40', 'wrong-answer/four.py: accepted 70', 'wrong-answer/three.py: wrong-answer 0', 'wrong-answer/sample.py: wrong-answer 0', 'time-limit-exceeded/slow.py: time-limit-exceeded 0',
    ]);
  });

  it('gives the points that its checker tells', async () => {
    const check = CHECK.replace('quitf(_ok, "the sum")', 'quitp(want == 6 ? 0.5 : 2, "the sum")');
    expect(await prove(judge, polygon({ tests: '<test sample="true"/>'.concat('<test method="generated" points="1.0"/>'.repeat(4)), solutions: { 'main.py': ['main', SUM], 'zero.py': ['wrong-answer', 'print(0)\n'] } }, { 'files/check.cpp': check }))).toEqual([
      'main/main.py: accepted 6.5', 'wrong-answer/zero.py: wrong-answer 0',
    ]);
  });

  it('may be interactive: the checker judges what the interactor wrote', async () => {
    const interactor = `#include "testlib.h"
int main(int argc, char *argv[]) {
  registerInteraction(argc, argv);
  long long a = inf.readInt(), b = inf.readInt();
  std::cout << a << std::endl;
  if (ouf.readInt() != a) quitf(_wa, "no echo");
  std::cout << b << std::endl;
  tout << ouf.readInt() << std::endl;
  quitf(_ok, "talked");
}
`;
    const talk = (last: string) => `a = int(input())\nprint(a, flush=True)\nb = int(input())\nprint(${last}, flush=True)\n`;
    expect(await prove(judge, polygon({
      assets: '<interactor><source path="files/interactor.cpp" type="cpp.g++17"/></interactor>',
      solutions: { 'main.py': ['main', talk('a + b')], 'wa.py': ['wrong-answer', talk('a - b')], 'echo.py': ['wrong-answer', 'input()\nprint(0, flush=True)\ninput()\n'], 'mute.py': ['rejected', 'import time\ntime.sleep(60)\n'], 'crash.py': ['failed', 'input()\nexit(1)\n'] },
    }, { 'files/interactor.cpp': interactor }))).toEqual([
      'main/main.py: accepted', 'wrong-answer/wa.py: wrong-answer', 'wrong-answer/echo.py: wrong-answer', 'rejected/mute.py: idleness-limit-exceeded', 'failed/crash.py: runtime-error',
    ]);
  });

  it('may have files that are compiled with solutions', async () => {
    const grader = '#include <iostream>\n#include "sum.h"\nint main() { int a, b; std::cin >> a >> b; std::cout << sum(a, b); }\n';
    const own = (path: string, type: string) => `<file path="files/${path}" type="${type}" for-types="cpp.*"><stages><stage name="COMPILATION"/></stages><assets><asset name="SOLUTION"/></assets></file>`;
    expect(await prove(judge, polygon({
      resources: own('grader.cpp', 'cpp.g++17') + own('sum.h', 'h.g++'),
      solutions: { 'main.cpp': ['main', '#include "sum.h"\nint sum(int a, int b) { return a + b; }\n'], 'wa.cpp': ['wrong-answer', '#include "sum.h"\nint sum(int a, int b) { return a; }\n'] },
    }, { 'files/grader.cpp': grader, 'files/sum.h': 'int sum(int a, int b);\n' }))).toEqual(['main/main.cpp: accepted', 'wrong-answer/wa.cpp: wrong-answer']);
  });

  it('may be read and answered by files', async () => {
    const files = 'a, b = map(int, open("sum.in").read().split())\nopen("sum.out", "w").write(str(a + b))\n';
    expect(await prove(judge, polygon({
      judging: 'input-file="sum.in" output-file="sum.out"',
      solutions: { 'main.py': ['main', files], 'cpp.cpp': ['accepted', '#include <cstdio>\nint main() { freopen("sum.in", "r", stdin); freopen("sum.out", "w", stdout); int a, b; scanf("%d %d", &a, &b); printf("%d", a + b); }\n'], 'wa.py': ['wrong-answer', files.replace('a + b', 'a - b')], 'crash.py': ['rejected', 'exit(3)\n'] },
    }))).toEqual(['main/main.py: accepted', 'accepted/cpp.cpp: accepted', 'wrong-answer/wa.py: wrong-answer', 'rejected/crash.py: runtime-error']);
  });
});
