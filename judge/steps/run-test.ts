/**
 * One test of one submission: its jail is made beforehand (`prepareTest`), then it runs, is measured, and its output
 * is checked; where the validator asks for it, it runs again with the next input. A time near the limit is measured
 * again, and the median decides.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Limits, ProblemPackage, TestCase } from '#contract/package.js';
import type { Verdict } from '#contract/verdict.js';
import type { CompareOptions } from '../core/compare.js';
import { endOfNotExecutable, type RunLimits, type RunReport } from '../core/run.js';
import { BORDERLINE, isBorderline, median, verdictOfRun, type StatedLimits, type Validation } from '../core/verdict.js';
import { WORK_DIRECTORY, type Mount, type RunSpec, type Sandbox } from '../sandbox/sandbox.js';
import { checkTold, customCheck, defaultCheck, type OutputCheck, type ValidatorRun } from './check-output.js';
import type { Program } from './compile.js';
import { Feedback } from './feedback.js';
import { prepareInteraction } from './interact.js';
import { Head, judgedTest, type JudgedTest } from './judged-test.js';
import type { PackageFiles } from './package-files.js';
import type { PackageValidator } from './programs.js';
import { Transcript } from './transcript.js';

/** Who says whether the output is right. */
export type Checker =
  | { kind: 'default'; options: (test: Pick<TestCase, 'validatorArgs'>) => CompareOptions }
  | {
      kind: 'validator';
      validators: readonly PackageValidator[];
      /** Who talks with the submission. */
      interactor: PackageValidator | null;
      /** The validators judge what the interactor wrote; else it has the last word. */
      checksTold: boolean;
      multiPass: boolean;
    };

export interface TestContext {
  sandbox: Sandbox;
  program: Program;
  checker: Checker;
  stated: StatedLimits;
  /** Times the time limit at which a run is stopped, where it is to be seen how long what is too slow takes; else BORDERLINE.to. */
  stopFactor?: number | undefined;
  limits: Limits;
  files: PackageFiles;
  /** Files that every run finds in its working directory, by their names there. */
  beside: readonly Mount[];
  io: ProblemPackage['io'];
  /** Where each attempt at a test gets a folder of the host of its own; jails can reach it. */
  spoolFolder: string;
  /** Where each attempt gets its feedback folder, where there is a validator. */
  feedbackFolder: string | null;
}

/** A test whose jail stands ready. */
export interface PreparedTest {
  run(): Promise<JudgedTest>;
  discard(): Promise<void>;
}

/** What every program may have, whatever its problem. */
export const PROGRAM_LIMITS = { stderrBytes: 64 * 1024, processes: 64, fileBytes: 256 * 1024 * 1024 } as const satisfies Partial<RunLimits>;

export async function prepareTest(context: TestContext, test: TestCase): Promise<PreparedTest> {
  const first = await prepareAttempt(context, test);
  return { run: () => runTest(context, test, first), discard: () => first.close() };
}

async function runTest(context: TestContext, test: TestCase, first: Attempt): Promise<JudgedTest> {
  const done: JudgedTest[] = [];
  for (let attempt = first; ; attempt = await prepareAttempt(context, test)) {
    const judged = await attempt.judge().finally(() => attempt.close());
    done.push(judged);
    const { verdict, cpuMs } = judged.result;
    const timeMayDecide = verdict === 'time-limit-exceeded' || verdict === 'accepted' || verdict === 'wrong-answer';
    if (done.length > BORDERLINE.repeats || !timeMayDecide || !isBorderline(cpuMs, context.stated.timeMs)) break;
  }
  if (done.length === 1) return done[0]!;
  const repeatedCpuMs = done.map(({ result }) => result.cpuMs);
  const decisive = done.find(({ result }) => result.cpuMs === median(repeatedCpuMs))!;
  return { ...decisive, result: { ...decisive.result, repeatedCpuMs } };
}

/** One run of the test, or several where the validator asks for further passes. */
interface Attempt {
  judge(): Promise<JudgedTest>;
  close(): Promise<void>;
}

interface Pass {
  go(): Promise<{ report: RunReport; own: Verdict | null; validation: Validation | null }>;
  close(): Promise<void>;
}

async function prepareAttempt(context: TestContext, test: TestCase): Promise<Attempt> {
  const [inputPath, answerPath] = await Promise.all([context.files.path(test.input), context.files.path(test.answer)]);
  const folder = await mkdtemp(join(context.spoolFolder, 'test-'));
  await chmod(folder, 0o711);
  const feedback = context.feedbackFolder === null ? null : await Feedback.make(join(context.feedbackFolder, basename(folder)));
  const head = new Head();
  const transcript = test.sample && context.checker.kind === 'validator' && context.checker.interactor ? new Transcript() : null;
  const extraFiles = await filesOf(context, test);
  // Async, so that whatever it throws is a rejection, after which the folder is cleared.
  const preparePass = async (passInput: string) => {
    const spec = submissionSpec(context, test, extraFiles, passInput);
    const { checker } = context;
    if (checker.kind === 'default' || !feedback) return outputPass(context, spec, passInput, defaultCheckOf(context, test, answerPath), head);
    const runOf = (validator: PackageValidator): ValidatorRun => ({ sandbox: context.sandbox, validator, arguments: test.validatorArgs, limits: context.limits, inputPath: passInput, answerPath, feedback });
    const validators = checker.validators.filter(({ path }) => test.validator === undefined || path === test.validator).map(runOf);
    return checker.interactor
      ? interactivePass(context, spec, runOf(checker.interactor), checker.checksTold ? validators : [], transcript)
      : outputPass(context, spec, passInput, customCheck(validators, join(folder, 'output')), head);
  };
  const clear = async () => {
    await feedback?.remove();
    await rm(folder, { recursive: true, force: true });
  };
  /** Null between passes: descriptors are closed once. */
  let pass: Pass | null = await preparePass(inputPath).catch(async (error: unknown) => {
    await clear();
    throw error;
  });
  const closePass = async () => {
    const closing = pass;
    pass = null;
    await closing?.close();
  };
  return {
    async judge() {
      const reports: RunReport[] = [];
      for (let passes = 1; ; passes++) {
        if (!pass) throw new Error('This attempt is over');
        const { report, own, validation } = await pass.go();
        reports.push(report);
        await closePass();
        const multiPass = context.checker.kind === 'validator' && context.checker.multiPass;
        const nextInput = join(folder, `pass-${passes + 1}`);
        const again = multiPass && own === null && validation?.kind === 'accepted' && (await feedback?.takeNextPass(nextInput));
        if (!again) return judgedTest(reports, own, validation, head.bytes(), transcript);
        if (passes >= context.limits.validationPasses) return judgedTest(reports, null, { kind: 'failed', reason: `the output validator asked for more than ${context.limits.validationPasses} passes` }, head.bytes(), transcript);
        pass = await preparePass(nextInput);
      }
    },
    close: () => closePass().finally(clear),
  };
}

function defaultCheckOf({ checker }: TestContext, test: TestCase, answerPath: string): OutputCheck {
  if (checker.kind !== 'default') throw new Error('This test has a validator of its own');
  return defaultCheck(answerPath, checker.options(test));
}

async function outputPass(context: TestContext, spec: SubmissionSpec, inputPath: string, check: OutputCheck, head: Head): Promise<Pass> {
  const chunk = (bytes: Buffer) => {
    head.take(bytes);
    check.take(bytes);
  };
  try {
    const ready = await context.sandbox.prepare({ ...spec, input: { kind: 'file', path: inputPath }, output: { kind: 'consume', chunk } });
    return {
      async go() {
        const report = await ready.go().catch(endOfNotExecutable);
        const own = ownVerdict(context, report);
        return { report, own, validation: own === null ? await check.verdict() : null };
      },
      async close() {
        await ready.discard();
        await check.close();
      },
    };
  } catch (error) {
    await check.close();
    throw error;
  }
}

/** `checkers`: who judge what the interactor wrote, if it has nothing against the submission. */
async function interactivePass(context: TestContext, spec: SubmissionSpec, interactor: ValidatorRun, checkers: readonly ValidatorRun[], transcript: Transcript | null): Promise<Pass> {
  const interaction = await prepareInteraction(context.sandbox, spec, interactor, transcript);
  return {
    async go() {
      transcript?.nextPass();
      const { report, validation, interactorDecides } = await interaction.go();
      const own = interactorDecides && !ranOn(context, report) ? null : ownVerdict(context, report);
      if (own !== null) return { report, own, validation: null };
      return { report, own, validation: validation.kind === 'accepted' && checkers.length > 0 ? await checkTold(checkers) : validation };
    },
    close: () => interaction.close(),
  };
}

/** One that was let run on has the verdict that it would have had at the usual end, whatever befell it later. */
function ownVerdict(context: TestContext, report: RunReport): Verdict | null {
  return ranOn(context, report) ? 'time-limit-exceeded' : verdictOfRun(report, context.stated, context.program.memory);
}

function ranOn({ stated, stopFactor = BORDERLINE.to }: TestContext, { cpuMs }: RunReport): boolean {
  return stopFactor > BORDERLINE.to && cpuMs > stated.timeMs * BORDERLINE.to;
}

type SubmissionSpec = Omit<RunSpec, 'input' | 'output'>;

/** What the package puts into the working directory, of which that for this test comes before that for all. */
async function filesOf(context: TestContext, test: TestCase): Promise<Mount[]> {
  const own = await Promise.all((test.files ?? []).map(async (file) => ({ from: await context.files.path(file), to: `${WORK_DIRECTORY}/${file.path}` })));
  return [...context.beside.filter(({ to }) => !own.some((mount) => mount.to === to)), ...own];
}

/** What is written to a file of this name is the output; what is printed is not looked at. */
const LINK_OUTPUT = 'ln -s /proc/self/fd/3 "$1" && shift && exec 3>&1 >/dev/null && exec "$@"';

function submissionSpec(context: TestContext, test: TestCase, extraFiles: readonly Mount[], inputPath: string): SubmissionSpec {
  const { program, stated, io } = context;
  const { command, environment = {} } = program.run({ memoryKib: stated.memoryKib });
  const whole = [...command, ...(test.args ?? [])];
  const inputFile: Mount[] = io?.input === undefined ? [] : [{ from: inputPath, to: `${WORK_DIRECTORY}/${io.input}` }];
  return {
    command: io?.output === undefined ? whole : ['/bin/sh', '-c', LINK_OUTPUT, 'sh', io.output, ...whole],
    environment,
    mounts: [...program.mounts, ...extraFiles, ...inputFile],
    limits: runLimits(context),
  };
}

/** The limits at which a run is stopped: CPU time only beyond the borderline, memory with what the runtime needs for itself. */
function runLimits({ stated, limits, program, stopFactor = BORDERLINE.to }: TestContext): RunLimits {
  return {
    cpuMs: Math.ceil(stated.timeMs * Math.max(BORDERLINE.to, stopFactor)),
    wallMs: stated.wallMs,
    memoryKib: stated.memoryKib + program.memory.overheadKib,
    outputBytes: limits.outputKib * 1024,
    ...PROGRAM_LIMITS,
    processes: PROGRAM_LIMITS.processes + program.runtimeThreads,
  };
}
