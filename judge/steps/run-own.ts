/**
 * A run of somebody's own program that is no submission: on their own input, in the same kind of jail as a test, or on the
 * samples of a problem. Of a package nothing but its samples, the files that it adds to programs and its validator is used.
 */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CompileResult, TestResult } from '#contract/judging.js';
import type { ProblemPackage } from '#contract/package.js';
import { MOST_RUN_OUTPUT, type RunOutcome } from '#contract/run.js';
import { endOfNotExecutable, type RunLimits, type RunReport } from '../core/run.js';
import { verdictOfRun } from '../core/verdict.js';
import type { Toolchain } from '../languages/discover.js';
import { compile, type Program, type SourceFile } from './compile.js';
import { equip } from './environment.js';
import { JudgingAborted, judgeSubmission, sourcesOf, type JudgingDependencies } from './judge-submission.js';
import { PROGRAM_LIMITS } from './run-test.js';

export interface OwnRunJob {
  language: string;
  files: readonly SourceFile[];
  entryPoint: string | undefined;
  /** Null: it is run on the samples of the problem. */
  stdin: string | null;
  timeLimitMs: number;
  memoryLimitKib: number;
  /** Null: of no problem. */
  problem: ProblemPackage | null;
}

/** What is known so far; at the end, what came of it. */
export interface OwnRunNews {
  compile?: CompileResult;
  languageVersion?: string;
  stdout?: string;
  tests?: TestResult[];
  outcome?: RunOutcome;
  /** Why nothing came of it, where package or judge failed. */
  failure?: string;
}

export interface OwnRunDependencies extends Omit<JudgingDependencies, 'onCompiled' | 'onTest' | 'onStep'> {
  onNews: (news: OwnRunNews) => void;
  /** It has printed; `text` gives all that is kept of it so far. */
  onPrinted: (text: () => string) => void;
}

/** Where no problem says. */
const COMPILE_LIMITS = { compileTimeMs: 30_000, compileMemoryKib: 2048 * 1024 };
const OUTPUT_KIB = 8 * 1024;

/** @throws SandboxFailure, JudgingAborted */
export async function runOwn(job: OwnRunJob, dependencies: OwnRunDependencies): Promise<OwnRunNews> {
  return job.stdin === null ? runOnSamples(job, dependencies) : runOnInput(job, job.stdin, dependencies);
}

async function runOnSamples({ problem, timeLimitMs, ...program }: OwnRunJob, dependencies: OwnRunDependencies): Promise<OwnRunNews> {
  if (problem === null) throw new Error('Samples of no problem were asked for');
  const tests: TestResult[] = [];
  const result = await judgeSubmission(
    { ...program, timeLimitMs, problem: onlySamples(problem), mode: 'every-test' },
    {
      ...dependencies,
      onCompiled: () => undefined,
      onTest(test) {
        tests.push(test);
        dependencies.onNews({ tests: [...tests] });
      },
    },
  );
  return {
    tests: result.tests,
    ...(result.compile ? { compile: result.compile } : {}),
    ...(result.languageVersion === null ? {} : { languageVersion: result.languageVersion }),
    ...(result.verdict === 'judge-error' ? { failure: 'The judge could not check the samples. This is not the fault of your program.' } : {}),
  };
}

/** Every sample counts alike here: points are for submissions. */
function onlySamples(problem: ProblemPackage): ProblemPackage {
  return { ...problem, types: problem.types.filter((type) => type !== 'scoring'), groups: [], tests: problem.tests.filter((test) => test.sample) };
}

async function runOnInput(job: OwnRunJob, stdin: string, dependencies: OwnRunDependencies): Promise<OwnRunNews> {
  const bare = dependencies.toolchains.get(job.language);
  if (!bare) throw new Error(`This judge does not offer ${job.language}`);
  const { toolchain, done } = await equip(bare, job.problem, dependencies);
  try {
    return await compileAndRun(job, stdin, toolchain, dependencies);
  } finally {
    done();
  }
}

async function compileAndRun(job: OwnRunJob, stdin: string, toolchain: Toolchain, dependencies: OwnRunDependencies): Promise<OwnRunNews> {
  const { sandbox, packageFiles, compileCache } = dependencies;
  const sources = job.problem ? await sourcesOf({ problem: job.problem, language: job.language, files: job.files }, packageFiles) : job.files;
  const compilation = await compile(sandbox, { toolchain, sources, entryPoint: job.entryPoint, limits: job.problem?.limits ?? COMPILE_LIMITS }, compileCache);
  const compiled: OwnRunNews = { compile: compilation.result, languageVersion: toolchain.version };
  if (!compilation.ok) return compiled;
  dependencies.onNews(compiled);
  try {
    return { ...compiled, ...(await runProgram(job, stdin, compilation.program, dependencies)) };
  } finally {
    await compilation.program.release();
  }
}

async function runProgram(job: OwnRunJob, stdin: string, program: Program, { sandbox, spoolFolder, signal, onPrinted }: OwnRunDependencies): Promise<OwnRunNews> {
  const folder = await mkdtemp(join(spoolFolder, 'run-'));
  const printed = new Printed();
  try {
    await chmod(folder, 0o711);
    const path = join(folder, 'input');
    await writeFile(path, stdin, { mode: 0o644 });
    const command = program.run({ memoryKib: job.memoryLimitKib });
    const ready = await sandbox.prepare({
      ...command, environment: command.environment ?? {}, mounts: program.mounts, limits: limitsOf(job, program),
      input: { kind: 'file', path }, output: { kind: 'consume', chunk: (bytes) => printed.take(bytes) && onPrinted(() => printed.text()) },
    });
    const giveUp = () => void ready.discard();
    signal.addEventListener('abort', giveUp, { once: true });
    const report = await ready.go().catch(endOfNotExecutable).finally(() => signal.removeEventListener('abort', giveUp));
    if (signal.aborted) throw new JudgingAborted('The run is no longer wanted');
    return { stdout: printed.text(), outcome: outcomeOf(job, program, report) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function limitsOf({ timeLimitMs, memoryLimitKib, problem }: OwnRunJob, program: Program): RunLimits {
  return {
    ...PROGRAM_LIMITS,
    cpuMs: timeLimitMs,
    wallMs: 2 * timeLimitMs + 1000,
    memoryKib: memoryLimitKib + program.memory.overheadKib,
    outputBytes: (problem?.limits.outputKib ?? OUTPUT_KIB) * 1024,
    processes: PROGRAM_LIMITS.processes + program.runtimeThreads,
  };
}

function outcomeOf({ timeLimitMs, memoryLimitKib }: OwnRunJob, program: Program, report: RunReport): RunOutcome {
  const { exit, cpuMs, wallMs, peakMemoryKib, stderr, outputBytes } = report;
  return {
    exit: { code: exit?.kind === 'exited' ? exit.code : null, signal: exit?.kind === 'signaled' ? exit.signal : null },
    verdict: verdictOfRun(report, { timeMs: timeLimitMs, wallMs: 2 * timeLimitMs + 1000, memoryKib: memoryLimitKib }, program.memory),
    cpuMs, wallMs, peakMemoryKib: Math.round(peakMemoryKib),
    stderr: new TextDecoder().decode(stderr.subarray(0, MOST_RUN_OUTPUT)),
    stdoutCut: outputBytes > MOST_RUN_OUTPUT,
    stderrCut: stderr.length >= MOST_RUN_OUTPUT,
  };
}

/** The first 64 KiB of what a program prints. */
class Printed {
  private readonly buffer = Buffer.alloc(MOST_RUN_OUTPUT);
  private length = 0;

  /** Whether there was room for some of it. */
  take(bytes: Buffer): boolean {
    const taken = bytes.copy(this.buffer, this.length);
    this.length += taken;
    return taken > 0;
  }

  /** A letter of which only the first bytes have come is left out. */
  text(): string {
    return new TextDecoder().decode(this.buffer.subarray(0, this.length), { stream: true });
  }
}
