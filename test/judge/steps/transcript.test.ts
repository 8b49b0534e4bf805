/** What a program and its interactor say on samples, kept; with real jails. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MOST_TRANSCRIPT } from '#contract/transcript.js';
import type { ProblemPackage } from '#contract/package.js';
import { Transcript } from '#judge/steps/transcript.js';
import { makeProblem, startTestJudge, type TestJudge } from '#test/support/judge.js';

let judge: TestJudge;
beforeAll(async () => {
  judge = await startTestJudge({ languages: ['python3'] });
}, 300_000);
afterAll(() => judge.close());

/** A sample and a secret test with the same input. */
function problemOf(interactor: string, types: ProblemPackage['types'] = ['pass-fail', 'interactive']): ProblemPackage {
  const problem = makeProblem(judge, [['7\n', ''], ['7\n', '']], { types, validator: { kind: 'custom', path: 'output_validators', language: 'python3', files: [judge.file(interactor, 'output_validators/judge.py')] } });
  return { ...problem, tests: problem.tests.map((test, index) => (index === 0 ? { ...test, name: 'sample/1', group: 'sample', sample: true } : test)) };
}
const run = async (source: string, interactor: string, types?: ProblemPackage['types']) => judge.judge({ language: 'python3', files: { 'main.py': source }, problem: problemOf(interactor, types), mode: 'every-test' });

const GUESS = `import sys
want = int(open(sys.argv[1]).read())
for line in sys.stdin:
    guess = int(line)
    print("right" if guess == want else "more" if guess < want else "less", flush=True)
    if guess == want: sys.exit(42)
sys.exit(43)
`;
const GUESSER = `low, high = 1, 10
while True:
    middle = (low + high) // 2
    print(middle, flush=True)
    said = input()
    if said == "right": break
    if said == "more": low = middle + 1
    else: high = middle - 1
`;

describe('a conversation on a sample', { timeout: 60_000 }, () => {
  it('is kept in its order, each line with who said it, and of no secret test', async () => {
    const { verdict, tests } = await run(GUESSER, GUESS);
    expect(verdict).toBe('accepted');
    expect(tests[0]?.interaction).toBe('>5\n<more\n>8\n<less\n>6\n<more\n>7\n<right\n');
    expect(tests[1]).toMatchObject({ verdict: 'accepted' });
    expect(tests[1]).not.toHaveProperty('interaction');
  });

  it('ends with what was said last, also by a program that crashed in the middle of a line', async () => {
    const { tests } = await run('import os, sys\nsys.stdout.write("5\\n1"); sys.stdout.flush()\nos._exit(3)', GUESS);
    expect(tests[0]).toMatchObject({ verdict: 'runtime-error', exitCode: 3 });
    // The interactor reads the line without an end too, and answers it to nobody.
    expect(tests[0]?.interaction?.split('\n').toSorted()).toEqual(['', '<more', '<more', '>1', '>5'].toSorted());
  });

  it('is judged as one without ears: rejection, silence of both, and who never listens', async () => {
    const of = async (source: string, interactor = GUESS) => {
      const { tests } = await run(source, interactor);
      return tests.map(({ verdict }) => verdict);
    };
    expect(await of('print(3)')).toEqual(['wrong-answer', 'wrong-answer']);
    expect(await of('input()')).toEqual(['idleness-limit-exceeded', 'idleness-limit-exceeded']);
    // More than both pipes hold, to an interactor that reads nothing and rejects.
    expect(await of('print("x" * 1_000_000)', 'import sys, time\ntime.sleep(0.2)\nsys.exit(43)')).toEqual(['wrong-answer', 'wrong-answer']);
    expect(await of('for line in iter(lambda: input(), "end"): pass', 'import sys\nfor at in range(100000): print(at)\nprint("end", flush=True)\nsys.stdin.read()\nsys.exit(42)')).toEqual(['accepted', 'accepted']);
  });

  it('is cut where it grows too long', async () => {
    const { tests } = await run('for _ in range(20000): print("0123456789")', 'import sys\nsys.stdin.read()\nsys.exit(42)');
    expect(tests[0]).toMatchObject({ verdict: 'accepted', interactionCut: true });
    expect(tests[0]!.interaction!.length).toBeLessThanOrEqual(MOST_TRANSCRIPT);
    expect(tests[0]!.interaction!.length).toBeGreaterThan(MOST_TRANSCRIPT - 20);
  });

  it('leaves time and memory of the program as they are', async () => {
    const { tests } = await run(GUESSER, GUESS);
    const [sample, secret] = tests;
    expect(Math.abs(sample!.cpuMs - secret!.cpuMs)).toBeLessThan(200);
    expect(Math.abs(sample!.peakMemoryKib - secret!.peakMemoryKib)).toBeLessThan(16 * 1024);
  });
});

describe('Transcript', () => {
  const of = (...said: ['interactor' | 'submission', string][]) => {
    const transcript = new Transcript();
    transcript.nextPass();
    for (const [speaker, text] of said) transcript.take(speaker, Buffer.from(text));
    return transcript.end();
  };
  it('joins the pieces of a line, and parts passes', () => {
    expect(of(['submission', 'he'], ['interactor', 'a\n'], ['submission', 'llo\nb\n'])).toEqual({ text: '<a\n>hello\n>b\n', cut: false });
    const transcript = new Transcript();
    transcript.nextPass();
    transcript.take('submission', Buffer.from('one'));
    transcript.nextPass();
    transcript.take('interactor', Buffer.from('two\n'));
    expect(transcript.end()).toEqual({ text: '>one\n---\n<two\n', cut: false });
  });
  it('is nothing where nothing was said', () => expect(of()).toBeNull());
  it('holds no more of an endless line than it keeps', () => {
    const transcript = new Transcript();
    for (let piece = 0; piece < 100; piece++) transcript.take('submission', Buffer.alloc(65536, 'ä'));
    const end = transcript.end();
    expect(end?.cut).toBe(true);
    expect(Buffer.byteLength(end!.text)).toBeLessThanOrEqual(MOST_TRANSCRIPT + 3);
  });
});
