/**
 * The way of one submission through the judge: compile, then test after test until its verdict is settled, each in its
 * own jail, the jail of the next test being made while this one runs.
 */
import { readFile } from 'node:fs/promises';
import type { JudgingMode, JudgingResult, TestResult } from '#contract/judging.js';
import type { ProblemPackage, TestCase } from '#contract/package.js';
import { parseCompareOptions } from '../core/compare.js';
import { gradeSubmission, type Grade, type TestOutcome } from '../core/grade.js';
import type { StatedLimits } from '../core/verdict.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { JAILS_AHEAD, JailsAhead } from './ahead.js';
import { compile, type Program, type SourceFile } from './compile.js';
import type { CompileCache } from './compile-cache.js';
import type { PackageFiles } from './package-files.js';
import { PackageFault, type ProgramCache, type Toolchains } from './programs.js';
import { prepareTest, type Checker, type JudgedTest, type TestContext } from './run-test.js';

export interface JudgingJob {
  language: string;
  files: readonly SourceFile[];
  entryPoint: string | undefined;
  problem: ProblemPackage;
  /** Null while it is being calibrated. */
  timeLimitMs: number | null;
  mode: JudgingMode;
}

export type JudgingStep = 'sources read' | 'jail ready' | 'test started';

export interface JudgingDependencies {
  sandbox: Sandbox;
  toolchains: Toolchains;
  programs: ProgramCache;
  /** Null: everything is compiled. */
  compileCache: CompileCache | null;
  packageFiles: PackageFiles;
  /** A folder of the host that jails can reach, for the outputs that custom validators read. */
  spoolFolder: string;
  onCompiled: (ok: boolean) => void;
  onTest: (result: TestResult) => void;
  /** What nothing else tells of, as it happens. */
  onStep?: (step: JudgingStep) => void;
  /** Aborted when the judging is no longer wanted: what runs is ended, and JudgingAborted thrown. */
  signal: AbortSignal;
}

export class JudgingAborted extends Error {
  override readonly name = 'JudgingAborted';
}

/** For the feedback of all tests that are under way at once. */
const FEEDBACK_BYTES = 256 * 1024 * 1024;
const FEEDBACK_INODES = 8192;

/** A run for calibration is stopped here: no sensible problem takes longer. */
export const CALIBRATION_LIMIT_MS = 60_000;

export async function judgeSubmission(job: JudgingJob, dependencies: JudgingDependencies): Promise<JudgingResult> {
  const toolchain = dependencies.toolchains.get(job.language);
  if (!toolchain) throw new Error(`This judge does not offer ${job.language}`);
  const limits = statedLimits(job);
  const base = { languageVersion: toolchain.version, timeLimitMs: job.timeLimitMs, memoryLimitKib: limits.memoryKib };
  const sources = await sourcesOf(job, dependencies.packageFiles);
  dependencies.onStep?.('sources read');
  const compilation = await compile(dependencies.sandbox, { toolchain, sources, entryPoint: job.entryPoint, limits: job.problem.limits }, dependencies.compileCache);
  dependencies.onCompiled(compilation.ok);
  if (!compilation.ok) return { ...base, ...NOTHING_RAN, verdict: 'compile-error', score: job.problem.types.includes('scoring') ? 0 : null, compile: compilation.result };
  try {
    const { grade, results, reason } = await runTests(job, limits, compilation.program, dependencies);
    return { ...base, ...summary(results), verdict: grade.verdict, score: grade.score, compile: compilation.result, reason };
  } catch (error) {
    if (!(error instanceof PackageFault)) throw error;
    return { ...base, ...NOTHING_RAN, verdict: 'judge-error', score: null, compile: compilation.result, reason: error.message };
  } finally {
    await compilation.program.release();
  }
}

const NOTHING_RAN = { cpuMs: null, wallMs: null, peakMemoryKib: null, tests: [], reason: null } satisfies Partial<JudgingResult>;

function statedLimits({ timeLimitMs, problem }: JudgingJob): StatedLimits {
  const timeMs = timeLimitMs ?? CALIBRATION_LIMIT_MS;
  return { timeMs, wallMs: 2 * timeMs + 1000, memoryKib: problem.limits.memoryKib };
}

/**
 * The submission's files and those that the package adds for its language, which take the place of files of the same name:
 * nobody brings a grader of their own. https://icpc.io/problem-package-format/spec/2025-09.html#included-files
 */
export async function sourcesOf({ problem, language, files }: Pick<JudgingJob, 'problem' | 'language' | 'files'>, packageFiles: PackageFiles): Promise<SourceFile[]> {
  const refs = problem.includes[language] ?? problem.includes['default'] ?? [];
  const added = await Promise.all(refs.map(async (ref) => ({ name: ref.path, content: await readFile(await packageFiles.path(ref)) })));
  const taken = new Set(added.map((file) => file.name));
  return [...files.filter((file) => !taken.has(file.name)), ...added];
}

async function runTests(job: JudgingJob, limits: StatedLimits, program: Program, dependencies: JudgingDependencies): Promise<{ grade: Grade; results: TestResult[]; reason: string | null }> {
  const { checker, done } = await checkerOf(job, dependencies);
  try {
    return gradeTests(job.problem, await judgeTests(job, limits, program, checker, dependencies));
  } finally {
    done();
  }
}

async function judgeTests(job: JudgingJob, limits: StatedLimits, program: Program, checker: Checker, dependencies: JudgingDependencies): Promise<ReadonlyMap<number, JudgedTest>> {
  const { problem } = job;
  // A file system of its own: a validator cannot fill the host's.
  const feedback = checker.kind === 'validator' ? await dependencies.sandbox.scratch({ bytes: FEEDBACK_BYTES, inodes: FEEDBACK_INODES }) : null;
  const context: TestContext = {
    sandbox: dependencies.sandbox,
    program,
    checker,
    stated: limits,
    limits: problem.limits,
    files: dependencies.packageFiles,
    spoolFolder: dependencies.spoolFolder,
    feedbackFolder: feedback?.path ?? null,
  };
  const judged = new Map<number, JudgedTest>();
  const jails = new JailsAhead((index) => prepareTest(context, problem.tests[index]!));
  try {
    for (let index = nextTest(job, judged, []); index !== null; index = nextTest(job, judged, [])) {
      if (dependencies.signal.aborted) throw new JudgingAborted('The judging is no longer wanted');
      const test = await jails.take(index);
      dependencies.onStep?.('jail ready');
      const running = test.run();
      jails.want(nextTests(job, judged, index));
      dependencies.onStep?.('test started');
      const result = await running;
      judged.set(index, result);
      dependencies.onTest(testResult(problem, index, result, null));
      if (result.result.verdict === 'judge-error') break;
    }
  } finally {
    await jails.close();
    await feedback?.remove();
  }
  return judged;
}

/** The tests that follow `running`, as far as jails are made ahead, if all goes well. */
function nextTests(job: JudgingJob, judged: ReadonlyMap<number, JudgedTest>, running: number): number[] {
  const hoped = [running];
  for (let next = nextTest(job, judged, hoped); next !== null && hoped.length <= JAILS_AHEAD; next = nextTest(job, judged, hoped)) hoped.push(next);
  return hoped.slice(1);
}

/** The next test to run, as if the `hoped` ones were accepted. Null: nothing is left to find out. */
function nextTest(job: JudgingJob, judged: ReadonlyMap<number, JudgedTest>, hoped: readonly number[]): number | null {
  if (job.mode === 'every-test') {
    const next = [...job.problem.tests.keys()].find((index) => !judged.has(index) && !hoped.includes(index));
    return next ?? null;
  }
  const grading = gradeSubmission(job.problem, (index) => (hoped.includes(index) ? HOPED : outcome(judged.get(index))));
  return grading.kind === 'needs' ? grading.index : null;
}

const HOPED: TestOutcome = { verdict: 'accepted', score: 0, multiplier: null };

function outcome(test: JudgedTest | undefined): TestOutcome | undefined {
  return test && { verdict: test.result.verdict, score: test.score, multiplier: test.multiplier };
}

function gradeTests(problem: ProblemPackage, judged: ReadonlyMap<number, JudgedTest>): { grade: Grade; results: TestResult[]; reason: string | null } {
  const broken = [...judged].find(([, test]) => test.result.verdict === 'judge-error');
  const grading = broken ? null : gradeSubmission(problem, (index) => outcome(judged.get(index)));
  if (grading?.kind === 'needs') throw new Error(`Test ${grading.index} was needed but not run`);
  const fault = broken ? `Test ${problem.tests[broken[0]]!.name}: ${broken[1].result.judgeMessage ?? ''}` : (grading?.grade.fault ?? null);
  const grade: Grade =
    grading && fault === null ? grading.grade : { verdict: 'judge-error', score: null, testScores: new Map(), groups: new Map(), fault };
  const results = problem.tests.map((_, index) => testResult(problem, index, judged.get(index) ?? null, grade.testScores.get(index) ?? null));
  return { grade, results, reason: fault };
}

function testResult(problem: ProblemPackage, index: number, judged: JudgedTest | null, score: number | null): TestResult {
  const { name, group, sample } = problem.tests[index]!;
  const place = { index: index + 1, name, group, sample, score };
  return judged ? { ...place, ...judged.result } : { ...place, ...SKIPPED };
}

const SKIPPED = { verdict: 'skipped', cpuMs: 0, wallMs: 0, peakMemoryKib: 0, exitCode: null, signal: null, message: '' } as const satisfies JudgedTest['result'];

function summary(results: readonly TestResult[]): Pick<JudgingResult, 'cpuMs' | 'wallMs' | 'peakMemoryKib' | 'tests'> {
  const largest = (of: (result: TestResult) => number) => results.reduce((most, result) => Math.max(most, of(result)), 0);
  return { cpuMs: largest((r) => r.cpuMs), wallMs: largest((r) => r.wallMs), peakMemoryKib: largest((r) => r.peakMemoryKib), tests: [...results] };
}

async function checkerOf(job: JudgingJob, { sandbox, packageFiles, programs }: JudgingDependencies): Promise<{ checker: Checker; done: () => void }> {
  const { validator, limits, types } = job.problem;
  if (validator.kind === 'default') {
    const options = (test: TestCase) => {
      const parsed = parseCompareOptions(test.validatorArgs);
      if (typeof parsed === 'string') throw new PackageFault(parsed);
      return parsed;
    };
    return { checker: { kind: 'default', options }, done: () => undefined };
  }
  const { program, done } = await programs.take(sandbox, packageFiles, validator, limits);
  return { checker: { kind: 'validator', program, interactive: types.includes('interactive'), multiPass: types.includes('multi-pass') }, done };
}
