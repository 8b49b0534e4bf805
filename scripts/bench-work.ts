/**
 * What judging adds to tests that work: a submission of 20 tests of 50 ms each, beside a shell loop that runs the same binary bare;
 * and how much more two slots judge than one, beside what two shell loops do more than one on this machine. All are taken in turns.
 *
 *     npx tsx --conditions=source scripts/bench-work.ts [ROUNDS]
 */
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';
import { DiskCompileCache } from '#judge/worker/compile-cache.js';
import { makeProblem, startTestJudge } from '#test/support/judge.js';
import { median, timeOf } from './support/measure.js';

export interface WorkFigures {
  /** The bare program once: about TEST_MS. */
  bareTestMs: number;
  /** 20 tests in a shell loop, and judged: medians of the wall time. */
  loopMs: number;
  judgedMs: number;
  /** judgedMs / loopMs of each round: the median. */
  judgedOverLoop: number;
  /** How much more two do than one: shell loops, each bound to a core of its own, and slots. */
  twoLoopsGain: number;
  twoSlotsGain: number;
}

const TESTS = 20;
const TEST_MS = 50;

/** The same amount of work each time, so that what a neighbour costs is seen. */
const program = (rounds: number) => `#include <stdio.h>
int main(void) {
  unsigned x = 1;
  for (long i = 0; i < ${rounds}L; i++) { x ^= x << 13; x ^= x >> 17; x ^= x << 5; }
  printf("%u\\n", x);
}
`;

export async function benchWork(rounds = 9): Promise<WorkFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'arbiter-bench-'));
  const compileCache = await DiskCompileCache.open({ folder: join(folder, 'compiled'), maxBytes: 1 << 26, log: (message) => console.warn(message) });
  const judges = [await startTestJudge({ core: 0, compileCache }), await startTestJudge({ core: 1, compileCache })];
  const work = join(folder, 'work');
  const took: Record<'bare' | 'loop' | 'loops' | 'judged' | 'both', number[]> = { bare: [], loop: [], loops: [], judged: [], both: [] };
  try {
    const build = async (times: number) => (await execa('gcc', ['-O2', '-x', 'c', '-o', work, '-'], { input: program(times) }), await timeOf(() => execa(work)));
    const tried = 20_000_000;
    const source = program(Math.round((tried * TEST_MS) / Math.min(await build(tried), await build(tried), await build(tried))));
    await execa('gcc', ['-O2', '-x', 'c', '-o', work, '-'], { input: source });
    const { stdout: answer } = await execa(work);
    const loop = (core: number) => execa('taskset', ['-c', String(core), 'sh', '-c', `for i in $(seq ${TESTS}); do ${work} < /dev/null > ${join(folder, `output-${core}`)}; done`]);
    const submissions = judges.map((judge) => {
      const problem = makeProblem(judge, Array.from({ length: TESTS }, () => ['', `${answer}\n`] as const));
      return async () => {
        const { verdict } = await judge.judge({ language: 'c', files: { 'main.c': source }, problem });
        if (verdict !== 'accepted') throw new Error(`a submission that works is ${verdict}`);
      };
    });
    // Compiled once: from here on the cache has it.
    for (const submission of submissions) await submission();
    for (let round = 0; round < rounds; round++) {
      took.bare.push(await timeOf(() => execa('taskset', ['-c', '0', work])));
      took.loop.push(await timeOf(() => loop(0)));
      took.judged.push(await timeOf(() => submissions[0]!()));
      took.loops.push(await timeOf(() => Promise.all([loop(0), loop(1)])));
      took.both.push(await timeOf(() => Promise.all(submissions.map((submission) => submission()))));
    }
  } finally {
    for (const judge of judges) await judge.close();
    await rm(folder, { recursive: true, force: true });
  }
  return {
    bareTestMs: median(took.bare),
    loopMs: median(took.loop),
    judgedMs: median(took.judged),
    judgedOverLoop: median(took.judged.map((ms, round) => ms / took.loop[round]!)),
    twoLoopsGain: median(took.loops.map((ms, round) => (2 * took.loop[round]!) / ms)),
    twoSlotsGain: median(took.both.map((ms, round) => (2 * took.judged[round]!) / ms)),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const figures = await benchWork(Number(process.argv[2] ?? 9));
  for (const [name, value] of Object.entries(figures)) writeFileSync(1, `${name.padEnd(16)} ${(value as number).toFixed(2)}\n`);
}
