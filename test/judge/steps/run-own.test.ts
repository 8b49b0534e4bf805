/** Runs of people's own programs, in real jails. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MOST_RUN_OUTPUT } from '#contract/run.js';
import { runOwn, type OwnRunJob, type OwnRunNews } from '#judge/steps/run-own.js';
import { ProgramCache } from '#judge/steps/programs.js';
import { makeProblem, startTestJudge, type TestJudge } from '#test/support/judge.js';

let judge: TestJudge;
beforeAll(async () => void (judge = await startTestJudge()), 120_000);
afterAll(() => judge.close());

interface Watched {
  onNews?: (news: OwnRunNews) => void;
  onPrinted?: (text: () => string) => void;
  signal?: AbortSignal;
}
function run(source: string, job: Partial<OwnRunJob> = {}, watched: Watched = {}): Promise<OwnRunNews> {
  const language = job.language ?? 'python3';
  return runOwn(
    { language, files: [{ name: language === 'c' ? 'main.c' : 'main.py', content: Buffer.from(source) }], entryPoint: undefined, stdin: '', timeLimitMs: 1000, memoryLimitKib: 256 * 1024, problem: null, ...job },
    {
      sandbox: judge.sandbox, toolchains: judge.toolchains, programs: new ProgramCache(judge.toolchains, null), compileCache: null, spoolFolder: judge.spoolFolder, packageFiles: judge.packageFiles,
      signal: watched.signal ?? new AbortController().signal, onNews: watched.onNews ?? (() => undefined), onPrinted: watched.onPrinted ?? (() => undefined),
    },
  );
}

describe('on own input', { timeout: 60_000 }, () => {
  it('a program gets it, and its output, errors, end and figures are told', async () => {
    const news = await run('import sys\nprint(sum(map(int, sys.stdin.read().split())))\nprint("ü", file=sys.stderr)\nsys.exit(3)', { stdin: '1 2\n39\n' });
    expect(news).toMatchObject({ stdout: '42\n', compile: { ok: true }, outcome: { exit: { code: 3, signal: null }, verdict: 'runtime-error', stderr: 'ü\n', stdoutCut: false } });
    expect(news.outcome!.cpuMs).toBeGreaterThan(0);
    expect(news.languageVersion).toMatch(/^Python 3/);
  });

  it('what a program prints is told while it runs', async () => {
    const seen: string[] = [];
    let firstAt = 0;
    const begun = performance.now();
    await run('import time\nprint("first", flush=True)\ntime.sleep(0.5)\nprint("last")', {}, { onPrinted(text) {
      if (seen.push(text()) === 1) firstAt = performance.now();
    } });
    expect(seen).toEqual(['first\n', 'first\nlast\n']);
    expect(performance.now() - firstAt).toBeGreaterThan(450);
    expect(firstAt).toBeGreaterThan(begun);
  });

  it('a letter that has come in part is not shown yet', async () => {
    const seen: string[] = [];
    await run('import sys, time\no = sys.stdout.buffer\no.write(b"a\\xc3"); o.flush(); time.sleep(0.2); o.write(b"\\xbc"); o.flush()', {}, { onPrinted: (text) => seen.push(text()) });
    expect(seen).toEqual(['a', 'aü']);
  });

  it('the end of an endless program is told as its verdict would be', async () => {
    expect(await run('while True: pass', { timeLimitMs: 200 })).toMatchObject({ outcome: { verdict: 'time-limit-exceeded', exit: { code: null } } });
    expect(await run('x = bytearray(10**9)\nfor i in range(0, 10**9, 4096): x[i] = 1', { memoryLimitKib: 64 * 1024 })).toMatchObject({ outcome: { verdict: 'memory-limit-exceeded' } });
  });

  it('much output is cut, and that is said', async () => {
    const news = await run(`print("x" * ${MOST_RUN_OUTPUT + 5})`);
    expect(news.stdout).toHaveLength(MOST_RUN_OUTPUT);
    expect(news.outcome).toMatchObject({ stdoutCut: true, verdict: null });
  });

  it('a program that does not compile is told so and not run', async () => {
    const news = await run('int main(void) { return nothing; }', { language: 'c' });
    expect(news).toMatchObject({ compile: { ok: false, log: expect.stringContaining('nothing') as string } });
    expect(news.outcome).toBeUndefined();
  });

  it('a run that is no longer wanted ends at once', async () => {
    const abort = new AbortController();
    const running = run('import time\nprint("on", flush=True)\ntime.sleep(5)', { timeLimitMs: 10_000 }, { signal: abort.signal, onPrinted: () => abort.abort() });
    const begun = performance.now();
    await expect(running).rejects.toThrow('no longer wanted');
    expect(performance.now() - begun).toBeLessThan(4_500);
  });

  it('files that a problem adds to programs are there', async () => {
    const problem = makeProblem(judge, [['', '']], { includes: { python3: [judge.file('def twice(x): return 2 * x\n', 'given.py')] } });
    expect(await run('import given\nprint(given.twice(21))', { problem })).toMatchObject({ stdout: '42\n' });
  });
});

describe('on samples', { timeout: 60_000 }, () => {
  const problem = () => {
    const made = makeProblem(judge, [['1 2', '3'], ['5 5', '10'], ['7 7', '14'], ['1 1', '2']], { types: ['scoring'] });
    return { ...made, tests: made.tests.map((test, index) => (index < 3 ? { ...test, name: `sample/${index + 1}`, group: 'sample', sample: true } : test)) };
  };

  it('each is judged, whatever came before, and no other test is', async () => {
    const told: number[] = [];
    const news = await run('a, b = map(int, input().split())\nprint(a + b if a != 5 else 0)', { stdin: null, problem: problem() }, { onNews: ({ tests }) => tests && told.push(tests.length) });
    expect(news.tests!.map(({ name, verdict, output }) => [name, verdict, output])).toEqual([['sample/1', 'accepted', '3\n'], ['sample/2', 'wrong-answer', '0\n'], ['sample/3', 'accepted', '14\n']]);
    expect(told).toEqual([1, 2, 3]);
    expect(news.failure).toBeUndefined();
  });

  it('a validator that fails is not the program’s fault, and nothing of it is told', async () => {
    const broken = { ...problem(), validator: { kind: 'custom' as const, path: 'v', language: 'python3', files: [judge.file('print("secret"); exit(1)', 'v/v.py')] } };
    const news = await run('print(1)', { stdin: null, problem: broken });
    expect(news.failure).toMatch(/not the fault of your program/);
  });
});
