/**
 * What a run costs, beside the same program without a jail and with nsjail alone. All are taken in turns, so that
 * whatever else the machine does falls on each alike.
 *
 *     npx tsx --conditions=source scripts/bench-jail.ts [ROUNDS]
 */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
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
    const before = { judge: process.cpuUsage(), children: childrenCpuMs(), at: performance.now() };
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
      nsjailCpuMs: (childrenCpuMs() - before.children - programs) / rounds,
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

const ended = (command: string, argv: readonly string[]) => new Promise<void>((resolve) => spawn(command, argv, { stdio: 'ignore' }).once('exit', () => resolve()));

async function timeOf(action: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** User and system time of the children that were waited for (proc_pid_stat(5)), counted in hundredths of a second. */
function childrenCpuMs(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').replace(/^.*\) /s, '').split(' ');
  return (Number(fields[13]) + Number(fields[14])) * 10;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const figures = await benchJail(Number(process.argv[2] ?? 150));
  for (const [name, value] of Object.entries(figures)) writeFileSync(1, `${name.padEnd(16)} ${(value as number).toFixed(2)}\n`);
}
