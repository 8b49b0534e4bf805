/**
 * What a run costs, beside the same program without a jail and with nsjail alone; and what a test of a whole submission costs. All
 * are taken in turns, so that whatever else the machine does falls on each alike.
 *
 *     npx tsx --conditions=source scripts/bench-jail.ts [ROUNDS]
 */
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';
import { openCgroups } from '#judge/sandbox/cgroup.js';
import { allowedCores } from '#judge/sandbox/cores.js';
import { findNsjail } from '#judge/sandbox/find-nsjail.js';
import { buildLauncher } from '#judge/sandbox/launcher.js';
import { createSandbox } from '#judge/sandbox/nsjail.js';
import { reported } from '#judge/sandbox/ready-run.js';
import type { RunSpec } from '#judge/sandbox/sandbox.js';
import { makeProblem, startTestJudge } from '#test/support/judge.js';
import { median, timeOf } from './support/measure.js';

export interface JailFigures {
  /** Medians of what was taken in turns, in ms. */
  posixSpawnMs: number;
  nodeSpawnMs: number;
  nsjailAloneMs: number;
  readyAfterMs: number;
  goToReportMs: number;
  goToOverMs: number;
  /** Means over the runs with the next jail prepared meanwhile. */
  nsjailCpuMs: number;
  judgeCpuMs: number;
  jailsPerSecond: number;
  /** Medians of what the program itself was charged with. */
  programCpuMs: number;
  programPeakKib: number;
}

export interface SubmissionFigures {
  /** From test to test of a submission of many trivial ones: median of the wall time, and the mean of the CPU time of everything. */
  testMs: number;
  testCpuMs: number;
  /** The same with two slots at work on two cores, each with a submission of its own; and how much more is judged so. */
  twoSlotsTestMs: number;
  twoSlotsGain: number;
}

const PROGRAM = 'int main(void) { return 0; }\n';
const SPAWNER = `#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
extern char **environ;
static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1e3 + t.tv_nsec / 1e6; }
int main(int n, char **argv) {
  for (char line[8]; fgets(line, sizeof line, stdin);) {
    double start = now(); pid_t pid; int status;
    if (posix_spawn(&pid, argv[1], 0, 0, argv + 1, environ)) return 1;
    waitpid(pid, &status, 0);
    printf("%f\\n", now() - start); fflush(stdout);
  }
}
`;

export async function benchJail(rounds = 150): Promise<JailFigures> {
  const stateDir = `/var/lib/arbiter/bench-${process.pid}`;
  const folder = join(stateDir, 'programs');
  await mkdir(folder, { recursive: true });
  for (const [name, source] of [['nothing', PROGRAM], ['spawner', SPAWNER]] as const) {
    await execa('gcc', ['-O2', '-static', '-x', 'c', '-o', join(folder, name), '-'], { input: source });
  }
  const nsjailPath = findNsjail(process.env['ARBITER_NSJAIL']);
  const cgroups = openCgroups(`bench-${process.pid}`);
  const sandbox = await createSandbox({ slot: 0, core: allowedCores()[0] ?? null, uid: 190_000, stateDir, nsjailPath, launcherPath: await buildLauncher(join(stateDir, 'bin')), cgroups });
  const spawner = spawn(join(folder, 'spawner'), [join(folder, 'nothing')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const spawned = createInterface({ input: spawner.stdout })[Symbol.asyncIterator]();
  const spec: RunSpec = {
    command: ['/program/nothing'],
    mounts: [{ from: folder, to: '/program' }],
    limits: { cpuMs: 2_000, wallMs: 5_000, memoryKib: 256 * 1024, outputBytes: 1 << 20, stderrBytes: 65_536, processes: 64, fileBytes: 16 << 20 },
    input: { kind: 'empty' },
    output: { kind: 'consume', chunk: () => {} },
  };
  let reportedAt = 0;
  const onReport = () => void (reportedAt = performance.now());
  reported.subscribe(onReport);
  const took: Record<'posix' | 'node' | 'nsjail' | 'ready' | 'report' | 'over' | 'cpu' | 'peak', number[]> = { posix: [], node: [], nsjail: [], ready: [], report: [], over: [], cpu: [], peak: [] };
  try {
    for (let round = 0; round < rounds; round++) {
      spawner.stdin.write('go\n');
      took.posix.push(Number((await spawned.next()).value));
      took.node.push(await timeOf(() => ended(join(folder, 'nothing'), [])));
      took.nsjail.push(await timeOf(() => ended(nsjailPath, ['-Mo', '-Q', '--user', '1000:190000:1', '--group', '1000:190000:1', '-R', '/usr', '-R', `${folder}:/program`, '-T', '/tmp', '--iface_no_lo', '--', '/program/nothing'])));
      const start = performance.now();
      const run = await sandbox.prepare(spec);
      const ready = performance.now();
      const report = await run.go();
      took.ready.push(ready - start);
      took.report.push(reportedAt - ready);
      took.over.push(performance.now() - ready);
      took.cpu.push(report.cpuMs);
      took.peak.push(report.peakMemoryKib);
    }
    const before = { judge: process.cpuUsage(), others: othersCpuMs(), at: performance.now() };
    let next = sandbox.prepare(spec);
    let programs = 0;
    for (let round = 0; round < rounds; round++) {
      const run = await next;
      const report = run.go();
      next = sandbox.prepare(spec);
      programs += (await report).cpuMs;
    }
    const seconds = (performance.now() - before.at) / 1000;
    const judge = process.cpuUsage(before.judge);
    await (await next).discard();
    return {
      posixSpawnMs: median(took.posix),
      nodeSpawnMs: median(took.node),
      nsjailAloneMs: median(took.nsjail),
      readyAfterMs: median(took.ready),
      goToReportMs: median(took.report),
      goToOverMs: median(took.over),
      nsjailCpuMs: (othersCpuMs() - before.others - programs) / rounds,
      judgeCpuMs: (judge.user + judge.system) / 1000 / rounds,
      jailsPerSecond: rounds / seconds,
      programCpuMs: median(took.cpu),
      programPeakKib: median(took.peak),
    };
  } finally {
    reported.unsubscribe(onReport);
    spawner.stdin.end();
    await sandbox.close();
    cgroups.close();
    await rm(stateDir, { recursive: true, force: true });
  }
}

const TESTS = 100;

/** Submissions of TESTS trivial tests: judged by one slot, then by two at once, in turns. */
export async function benchSubmission(rounds = 5): Promise<SubmissionFigures> {
  const judges = [await startTestJudge({ core: 0 }), await startTestJudge({ core: 1 })];
  const took: Record<'one' | 'two' | 'cpu', number[]> = { one: [], two: [], cpu: [] };
  try {
    const submissions = judges.map((judge) => {
      const problem = makeProblem(judge, Array.from({ length: TESTS }, () => ['', ''] as const));
      const only = { ...problem, tests: problem.tests.slice(0, 1) };
      const judgeOf = (of: typeof problem) => timeOf(async () => {
        const { verdict } = await judge.judge({ language: 'c', files: { 'main.c': PROGRAM }, problem: of });
        if (verdict !== 'accepted') throw new Error(`a trivial submission is ${verdict}`);
      });
      return { all: () => judgeOf(problem), one: () => judgeOf(only) };
    });
    for (let round = 0; round < rounds; round++) {
      const cpu = () => othersCpuMs() + (process.cpuUsage().user + process.cpuUsage().system) / 1000;
      const start = cpu();
      const alone = await submissions[0]!.one(); // compiling is in this as well
      const middle = cpu();
      took.one.push(((await submissions[0]!.all()) - alone) / (TESTS - 1));
      took.cpu.push((cpu() - middle - (middle - start)) / (TESTS - 1));
      const both = await timeOf(() => Promise.all(submissions.map(({ one }) => one())));
      took.two.push(((await timeOf(() => Promise.all(submissions.map(({ all }) => all())))) - both) / (TESTS - 1));
    }
  } finally {
    for (const judge of judges) await judge.close();
  }
  const [testMs, twoSlotsTestMs] = [median(took.one), median(took.two)];
  return { testMs, testCpuMs: median(took.cpu), twoSlotsTestMs, twoSlotsGain: (2 * testMs) / twoSlotsTestMs };
}

const ended = (command: string, argv: readonly string[]) => new Promise<void>((resolve) => spawn(command, argv, { stdio: 'ignore' }).once('exit', () => resolve()));

/** User and system time of all processes below this one, those that have ended included (proc_pid_stat(5)); the kernel counts in hundredths of a second. */
function othersCpuMs(): number {
  const stats = new Map<number, { parent: number; own: number; ended: number }>();
  for (const name of readdirSync('/proc')) {
    try {
      const fields = readFileSync(`/proc/${Number(name)}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ').map(Number);
      stats.set(Number(name), { parent: fields[1]!, own: (fields[11]! + fields[12]!) * 10, ended: (fields[13]! + fields[14]!) * 10 });
    } catch {
      // no process, or it has ended
    }
  }
  const below = (pid: number): number => [...stats].filter(([, { parent }]) => parent === pid).reduce((sum, [child, { own, ended }]) => sum + own + ended + below(child), 0);
  return (stats.get(process.pid)?.ended ?? 0) + below(process.pid);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const figures = { ...(await benchJail(Number(process.argv[2] ?? 150))), ...(await benchSubmission()) };
  for (const [name, value] of Object.entries(figures)) writeFileSync(1, `${name.padEnd(16)} ${(value as number).toFixed(2)}\n`);
}
