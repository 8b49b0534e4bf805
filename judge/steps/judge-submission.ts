/**
 * The way of one submission through the judge: compile, then test after test until its verdict is settled, each in its
 * own jail, the jail of the next test being made while this one runs.
 */
import { readFile } from 'node:fs/promises';
import type { JudgingMode, JudgingResult, TestResult } from '#contract/judging.js';
import type { FileRef, ProblemPackage, TestCase } from '#contract/package.js';
import type { Grade, TestOutcome } from '../core/grade.js';
import { statedLimits } from '../core/stated-limits.js';
import type { StatedLimits } from '../core/verdict.js';
import type { Toolchain } from '../languages/discover.js';
import { WORK_DIRECTORY, type Sandbox } from '../sandbox/sandbox.js';
import { JAILS_AHEAD, JailsAhead } from './ahead.js';
import { prepareAnswerTest } from './answer-test.js';
import { checkerOf } from './checker.js';
import { compile, type Program, type SourceFile } from './compile.js';
import type { CompileCache } from './compile-cache.js';
import { equip, type Environments } from './environment.js';
import { Grades } from './grading.js';
import type { JudgedTest } from './judged-test.js';
import { compileAsWritten } from './as-written.js';
import type { PackageFiles } from './package-files.js';
import { PackageFault, type ProgramCache, type Toolchains } from './programs.js';
import { prepareTest, type Checker, type PreparedTest, type TestContext } from './run-test.js';
import { prepareStaticTest, staticContext } from './static-test.js';

export interface JudgingJob {
  language: string;
  files: readonly SourceFile[];
  entryPoint: string | undefined;
  problem: ProblemPackage;
  /** Null while it is being calibrated. */
  timeLimitMs: number | null;
  mode: JudgingMode;
  /** Times the time limit, as TestContext has it: of a verification the format's margin for what must be too slow. */
  stopFactor?: number | undefined;
  /** It is one of the package's own, which are compiled as they were written. */
  labelled?: boolean;
}

export type JudgingStep = 'sources read' | 'jail ready' | 'test started';

export interface JudgingDependencies {
  sandbox: Sandbox;
  toolchains: Toolchains;
  programs: ProgramCache;
  /** Null: everything is compiled. */
  compileCache: CompileCache | null;
  packageFiles: PackageFiles;
  /** Absent: no problem that brings packages of other people can be judged. */
  environments?: Environments | undefined;
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
  if (job.problem.types.includes('submit-answer')) return judgeAnswers(job, dependencies);
  const bare = dependencies.toolchains.get(job.language);
  if (!bare) throw new Error(`This judge does not offer ${job.language}`);
  const { toolchain, done } = await equip(bare, job.problem, dependencies);
  try {
    return await judgeProgram(job, toolchain, dependencies);
  } finally {
    done();
  }
}

async function judgeProgram(job: JudgingJob, toolchain: Toolchain, dependencies: JudgingDependencies): Promise<JudgingResult> {
  const limits = limitsOf(job);
  const base = { languageVersion: toolchain.version, timeLimitMs: job.timeLimitMs === null ? null : limits.timeMs, memoryLimitKib: limits.memoryKib };
  const sources = await sourcesOf(job, dependencies.packageFiles);
  dependencies.onStep?.('sources read');
  const compilation = await (job.labelled ? compileAsWritten : compile)(dependencies.sandbox, { toolchain, sources, entryPoint: job.entryPoint, limits: job.problem.limits }, dependencies.compileCache);
  dependencies.onCompiled(compilation.ok);
  if (!compilation.ok) return { ...base, ...NOTHING_RAN, verdict: 'compile-error', score: job.problem.types.includes('scoring') ? 0 : null, compile: compilation.result };
  try {
    return { ...base, ...(await runTests(job, { limits, program: compilation.program, sources }, dependencies)), compile: compilation.result };
  } finally {
    await compilation.program.release();
  }
}

/** Nothing is compiled or run: the files are the answers. */
async function judgeAnswers(job: JudgingJob, dependencies: JudgingDependencies): Promise<JudgingResult> {
  dependencies.onStep?.('sources read');
  dependencies.onCompiled(true);
  return { ...(await runTests(job, null, dependencies)), languageVersion: null, timeLimitMs: job.timeLimitMs, memoryLimitKib: job.problem.limits.memoryKib, compile: null };
}

const NOTHING_RAN = { cpuMs: null, wallMs: null, peakMemoryKib: null, tests: [], reason: null } satisfies Partial<JudgingResult>;

function limitsOf({ timeLimitMs, problem, language }: JudgingJob, test?: TestCase): StatedLimits {
  return statedLimits(problem, language, timeLimitMs ?? CALIBRATION_LIMIT_MS, test);
}

/**
 * The submission's files and those that the package adds for its language, which take the place of files of the same name:
 * nobody brings a grader of their own. https://icpc.io/problem-package-format/spec/2025-09.html#included-files
 */
export async function sourcesOf({ problem, language, files }: Pick<JudgingJob, 'problem' | 'language' | 'files'>, packageFiles: PackageFiles): Promise<SourceFile[]> {
  const refs = includesOf({ problem, language });
  const added = await Promise.all(refs.map(async (ref) => ({ name: ref.path, content: await readFile(await packageFiles.path(ref)) })));
  const taken = new Set(added.map((file) => file.name));
  return [...files.filter((file) => !taken.has(file.name)), ...added];
}

function includesOf({ problem, language }: Pick<JudgingJob, 'problem' | 'language'>): readonly FileRef[] {
  return problem.includes[language] ?? problem.includes['default'] ?? [];
}

/** What runs in a test; null where there is none, since answers were submitted. */
type Runnable = { limits: StatedLimits; program: Program; sources: readonly SourceFile[] } | null;

async function runTests(job: JudgingJob, runnable: Runnable, dependencies: JudgingDependencies): Promise<Omit<JudgingResult, 'compile' | 'languageVersion' | 'timeLimitMs' | 'memoryLimitKib'>> {
  const grades = new Grades(job.problem, dependencies);
  try {
    const { checker, done } = await checkerOf(job, dependencies);
    try {
      const judged = await judgeTests(job, runnable, checker, grades, dependencies);
      const { grade, results, reason } = await gradeTests(job.problem, judged, grades);
      return { ...summary(results), verdict: grade.verdict, score: grade.score, reason, graderAnswers: grades.said };
    } finally {
      done();
    }
  } catch (error) {
    if (!(error instanceof PackageFault)) throw error;
    return { ...NOTHING_RAN, verdict: 'judge-error', score: null, reason: error.message };
  }
}

async function judgeTests(job: JudgingJob, runnable: Runnable, checker: Checker, grades: Grades, dependencies: JudgingDependencies): Promise<ReadonlyMap<number, JudgedTest>> {
  const { problem } = job;
  // A file system of its own: a validator cannot fill the host's.
  const feedback = checker.kind === 'validator' || problem.staticValidator ? await dependencies.sandbox.scratch({ bytes: FEEDBACK_BYTES, inodes: FEEDBACK_INODES }) : null;
  const judged = new Map<number, JudgedTest>();
  const { prepare, done } = await preparationOf(job, runnable, checker, feedback?.path ?? null, dependencies).catch(async (error: unknown) => {
    await feedback?.remove();
    throw error;
  });
  const jails = new JailsAhead((index) => prepare(problem.tests[index]!));
  try {
    for (let index = await nextTest(job, judged, grades); index !== null; index = await nextTest(job, judged, grades)) {
      if (dependencies.signal.aborted) throw new JudgingAborted('The judging is no longer wanted');
      const test = await jails.take(index);
      dependencies.onStep?.('jail ready');
      const running = test.run();
      jails.want(hopedTests(job, judged, grades, index));
      dependencies.onStep?.('test started');
      const result = await running;
      judged.set(index, result);
      dependencies.onTest(testResult(problem, index, result, null));
      if (result.result.verdict === 'judge-error') break;
    }
  } finally {
    await jails.close();
    done();
    await feedback?.remove();
  }
  return judged;
}

/** How each test is made ready. */
async function preparationOf(job: JudgingJob, runnable: Runnable, checker: Checker, feedbackFolder: string | null, dependencies: JudgingDependencies): Promise<{ prepare: (test: TestCase) => Promise<PreparedTest>; done: () => void }> {
  const { problem } = job;
  const { sandbox, packageFiles: files, spoolFolder, programs } = dependencies;
  const common = { sandbox, checker, limits: problem.limits, files, spoolFolder, feedbackFolder };
  if (runnable === null) return { prepare: (test) => prepareAnswerTest({ ...common, answers: job.files, tests: problem.tests }, test), done: () => undefined };
  const beside = await Promise.all(includesOf(job).map(async (file) => ({ from: await files.path(file), to: `${WORK_DIRECTORY}/${file.path}` })));
  const context: TestContext = { ...common, program: runnable.program, stated: runnable.limits, stopFactor: job.stopFactor, beside, io: problem.io };
  const prepareRun = (test: TestCase) => prepareTest(test.limits ? { ...context, stated: limitsOf(job, test) } : context, test);
  const source = problem.staticValidator;
  if (!source || feedbackFolder === null) return { prepare: prepareRun, done: () => undefined };
  const { program, done } = await programs.take(sandbox, files, source, problem.limits);
  const looks = staticContext({ sandbox, limits: problem.limits, spoolFolder, feedbackFolder }, { path: source.path, program, testlib: false }, job, runnable.sources);
  return { prepare: (test) => (test.static ? prepareStaticTest(looks, test) : prepareRun(test)), done };
}

/** The tests that follow `running`, as far as jails are made ahead, if all goes well. */
function hopedTests(job: JudgingJob, judged: ReadonlyMap<number, JudgedTest>, grades: Grades, running: number): number[] {
  const hoped = [running];
  for (let next = likelyTest(job, judged, grades, hoped); next !== null && hoped.length <= JAILS_AHEAD; next = likelyTest(job, judged, grades, hoped)) hoped.push(next);
  return hoped.slice(1);
}

/** The next test to run. Null: nothing is left to find out. */
async function nextTest(job: JudgingJob, judged: ReadonlyMap<number, JudgedTest>, grades: Grades): Promise<number | null> {
  if (job.mode === 'every-test') return unjudged(job, judged, []);
  const grading = await grades.find((index) => outcome(judged.get(index)));
  return grading.kind === 'needs' ? grading.index : null;
}

/** The same, as if the `hoped` ones were accepted, and as far as no grader must be asked. */
function likelyTest(job: JudgingJob, judged: ReadonlyMap<number, JudgedTest>, grades: Grades, hoped: readonly number[]): number | null {
  if (job.mode === 'every-test') return unjudged(job, judged, hoped);
  const grading = grades.known((index) => (hoped.includes(index) ? HOPED : outcome(judged.get(index))));
  return grading.kind === 'needs' ? grading.index : null;
}

function unjudged({ problem }: JudgingJob, judged: ReadonlyMap<number, JudgedTest>, hoped: readonly number[]): number | null {
  return [...problem.tests.keys()].find((index) => !judged.has(index) && !hoped.includes(index)) ?? null;
}

const HOPED: TestOutcome = { verdict: 'accepted', score: 0, multiplier: null };

function outcome(test: JudgedTest | undefined): TestOutcome | undefined {
  return test && { verdict: test.result.verdict, score: test.score, multiplier: test.multiplier };
}

async function gradeTests(problem: ProblemPackage, judged: ReadonlyMap<number, JudgedTest>, grades: Grades): Promise<{ grade: Grade; results: TestResult[]; reason: string | null }> {
  const broken = [...judged].find(([, test]) => test.result.verdict === 'judge-error');
  const grading = broken ? null : await grades.find((index) => outcome(judged.get(index)));
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
