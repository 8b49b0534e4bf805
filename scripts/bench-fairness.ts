/**
 * npm run bench fairness [--runs 200] [--programs cpp,java]: does the same program get the same verdict every time? Programs of five
 * kinds are judged so many times, each time in a jail of its own as any test is: with time limits of which they need 0.5, 0.8, 1.3
 * and 2 times, alone and while every other core judges what takes the most memory bandwidth. A flip is a verdict other than that of a
 * host without noise. A quarter as many runs at 0.95 and 1.05 show what measuring again near the limit is worth.
 */
import { parseArgs } from 'node:util';
import type { TestResult } from '#contract/judging.js';
import type { ProblemPackage } from '#contract/package.js';
import type { Verdict } from '#contract/verdict.js';
import { allowedCores } from '#judge/sandbox/cores.js';
import { makeProblem, startTestJudge, type TestJudge } from '#test/support/judge.js';
import { FAIRNESS_PROGRAMS, HOG, type FairnessProgram } from './support/fairness-programs.js';
import { prepareMachine } from './setup/prepare.js';
import { quantile } from './support/measure.js';
import { Refusal, runScript, step } from './support/progress.js';
import { table } from './support/table.js';

const SHARES = [0.5, 0.8, 1.3, 2] as const;
const NEAR = [0.95, 1.05] as const;
/** While the time of a program is not known yet. */
const AMPLE_MS = 20_000;
const FEWEST = 15;

/** All runs of a program with one time limit. */
interface Series {
  /** Of the limit, that the program needs. */
  share: number;
  limitMs: number;
  tests: readonly TestResult[];
}

interface Measured {
  program: string;
  loaded: boolean;
  series: readonly Series[];
}

await runScript(async () => {
  const { values } = parseArgs({ options: { runs: { type: 'string', default: '200' }, programs: { type: 'string' } } });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < FEWEST) throw new Refusal(`--runs takes a whole number from ${FEWEST} on.`);
  const wanted = values.programs?.split(',') ?? FAIRNESS_PROGRAMS.map(({ name }) => name);
  const programs = FAIRNESS_PROGRAMS.filter(({ name }) => wanted.includes(name));
  if (programs.length < wanted.length) throw new Refusal(`--programs takes some of ${FAIRNESS_PROGRAMS.map(({ name }) => name).join(',')}.`);
  process.env['ARBITER_NSJAIL'] = (await prepareMachine()).nsjail;
  const judge = await startTestJudge({ core: 0 });
  const others: TestJudge[] = [];
  try {
    for (let core = 1; core < allowedCores().length; core++) others.push(await startTestJudge({ core }));
    const measured: Measured[] = [];
    for (const program of programs) measured.push(...(await measure(program, judge, others, runs)));
    tell(measured, runs);
  } finally {
    for (const each of [judge, ...others]) await each.close();
  }
});

/** What it needs is measured anew before each limit, alone: between the first and the last lie minutes, in which a host may drift. */
async function measure(program: FairnessProgram, judge: TestJudge, others: readonly TestJudge[], runs: number): Promise<Measured[]> {
  return await step(program.name, async ({ doing, note }) => {
    const needs: number[] = [];
    const alone: Series[] = [];
    const underLoad: Series[] = [];
    for (const share of [...SHARES, ...NEAR]) {
      doing(`${share} of its limit`);
      const needMs = quantile((await judgeTimes(program, judge, FEWEST, AMPLE_MS)).map(({ cpuMs }) => cpuMs), 0.5);
      needs.push(needMs);
      const times = NEAR.some((near) => near === share) ? Math.ceil(runs / 4) : runs;
      const limitMs = Math.round(needMs / share);
      alone.push({ share, limitMs, tests: await judgeTimes(program, judge, times, limitMs) });
      const stop = startLoad(others);
      try {
        underLoad.push({ share, limitMs, tests: await judgeTimes(program, judge, times, limitMs) });
      } finally {
        await stop();
      }
    }
    const measured = [{ program: program.name, loaded: false, series: alone }, { program: program.name, loaded: true, series: underLoad }];
    note(`${quantile(needs, 0).toFixed(0)} to ${quantile(needs, 1).toFixed(0)} ms, ${aimedAt(measured).flatMap(flipped).length} flips`);
    return measured;
  });
}

/** One submission with so many equal tests, each of which is run whatever the others came to. */
async function judgeTimes({ language, file, source, input, answer }: FairnessProgram, judge: TestJudge, times: number, timeMs: number): Promise<TestResult[]> {
  const problem = manyTests(makeProblem(judge, [[input, answer]]), times, timeMs);
  const { tests, verdict, reason, compile } = await judge.judge({ language, files: { [file]: source }, problem, mode: 'every-test' });
  if (tests.length !== times) throw new Error(`${language}: ${verdict}: ${reason ?? compile?.log ?? ''}`);
  return tests;
}

function manyTests(problem: ProblemPackage, times: number, timeMs: number): ProblemPackage {
  const [test] = problem.tests;
  return { ...problem, limits: { ...problem.limits, timeMs, outputKib: 64 * 1024 }, tests: Array.from({ length: times }, (_, index) => ({ ...test!, name: `secret/${index + 1}` })) };
}

/** Each of these judges is kept at work until what is returned is called. */
function startLoad(judges: readonly TestJudge[]): () => Promise<void> {
  let stopped = false;
  const load = Promise.all(judges.map(async (judge) => {
    while (!stopped) await judgeTimes(HOG, judge, 5, AMPLE_MS);
  }));
  return async () => {
    stopped = true;
    await load;
  };
}

function tell(measured: readonly Measured[], runs: number): void {
  const rows = (of: (at: (share: number) => Series) => readonly (string | number)[]) => measured.map(({ program, loaded, series }) => [program, loaded ? 'under load' : 'alone', ...of((share) => series.find((each) => each.share === share)!)]);
  const spread = rows((at) => {
    // At half of the limit no run is cut short.
    const times = at(SHARES[0]).tests.map(({ cpuMs }) => cpuMs);
    const [middle, low, high] = [0.5, 0.05, 0.95].map((share) => Number(quantile(times, share).toFixed(1))) as [number, number, number];
    return [middle, low, high, `${(((high - low) / middle) * 100).toFixed(0)} %`];
  });
  const flips = rows((at) => {
    const again = SHARES.flatMap((share) => at(share).tests).filter(({ repeatedCpuMs }) => repeatedCpuMs !== undefined);
    const decided = SHARES.flatMap((share) => at(share).tests.filter((test) => test.verdict !== firstVerdict(test, at(share).limitMs)));
    return [...SHARES.map((share) => flipped(at(share)).length), again.length, decided.length];
  });
  const near = rows((at) => NEAR.flatMap((share) => {
    const { tests, limitMs } = at(share);
    return [tests.filter((test) => firstVerdict(test, limitMs) !== expected(share)).length, flipped(at(share)).length];
  }));
  console.log(`\nCPU time of ${runs} runs, ms\n${table(['program', '', 'median', 'p5', 'p95', 'p5 to p95'], spread)}`);
  console.log(`\nFlips among ${runs} runs each, by the share of its limit that a program needs\n${table(['program', '', ...SHARES.map((share) => `× ${share}`), 'measured again', 'which decided'], flips)}`);
  console.log(`\nOn the wrong side of a limit that is very near, of ${Math.ceil(runs / 4)} runs each: by the first measurement, and by the median\n${table(['program', '', ...NEAR.flatMap((share) => [`× ${share}, first`, 'median'])], near)}`);
  const all = aimedAt(measured);
  console.log(`\n${all.flatMap(flipped).length} flips in ${all.length * runs} runs`);
}

/** Where there should be no flip. */
function aimedAt(measured: readonly Measured[]): Series[] {
  return measured.flatMap(({ series }) => series.filter(({ share }) => SHARES.some((each) => each === share)));
}

function expected(share: number): Verdict {
  return share < 1 ? 'accepted' : 'time-limit-exceeded';
}

function flipped({ tests, share }: Series): TestResult[] {
  return tests.filter(({ verdict }) => verdict !== expected(share));
}

/** What the verdict would be if nothing was measured again. */
function firstVerdict({ verdict, repeatedCpuMs: [first] = [] }: TestResult, limitMs: number): Verdict {
  if (first === undefined) return verdict;
  return first > limitMs ? 'time-limit-exceeded' : 'accepted';
}
