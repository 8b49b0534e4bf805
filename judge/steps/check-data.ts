/**
 * Whether a package's data is what its validators say: every input is valid, every answer of a sample is accepted, and
 * what is there to be refused is refused. https://icpc.io/problem-package-format/spec/2025-09.html#invalid-test-cases
 */
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { FailedCheck } from '#contract/data-check.js';
import type { FileRef, ProblemPackage, TestCase } from '#contract/package.js';
import { endOfNotExecutable, type RunReport } from '../core/run.js';
import type { Validation } from '../core/verdict.js';
import { WORK_DIRECTORY, type Mount } from '../sandbox/sandbox.js';
import { customCheck, defaultCheck, type OutputCheck } from './check-output.js';
import { checkerOf } from './checker.js';
import { Feedback, MESSAGE_BYTES } from './feedback.js';
import { JudgingAborted, type JudgingDependencies } from './judge-submission.js';
import type { PackageValidator } from './programs.js';
import type { Checker } from './run-test.js';

/** One thing that was checked. */
export interface DataCheck extends FailedCheck {
  ok: boolean;
}

export type DataDependencies = Pick<JudgingDependencies, 'sandbox' | 'packageFiles' | 'programs' | 'spoolFolder' | 'signal'>;

/** The order of the checks is always the same, so that they can be done in several slices. */
export interface DataSlice {
  /** Checks that were done before. */
  done: number;
  /** Told of each check, and how many there are in all; false: let the others be for now. */
  onCheck: (check: DataCheck, total: number) => boolean;
}

const FEEDBACK_BYTES = 64 * 1024 * 1024;
const FEEDBACK_INODES = 8192;
const PROCESSES = 32;

type Checked = Pick<TestCase, 'name' | 'input' | 'inputValidatorArgs' | 'args' | 'files'>;

/** Answers with the number of checks that there are in all. @throws PackageFault where a validator cannot be compiled, JudgingAborted, SandboxFailure */
export async function checkData(problem: ProblemPackage, dependencies: DataDependencies, { done, onCheck }: DataSlice): Promise<number> {
  const feedback = await dependencies.sandbox.scratch({ bytes: FEEDBACK_BYTES, inodes: FEEDBACK_INODES });
  const validators = await InputValidators.take(problem, dependencies).catch(async (error: unknown) => {
    await feedback.remove();
    throw error;
  });
  try {
    const { checker, done: giveBack } = await checkerOf({ problem }, dependencies);
    try {
      const outputs = new OutputChecks(problem, checker, feedback.path, dependencies);
      const work = [...plan(problem, validators, outputs)];
      for (const check of work.slice(done)) {
        if (dependencies.signal.aborted) throw new JudgingAborted('The check is no longer wanted');
        if (!onCheck(await check(), work.length)) break;
      }
      return work.length;
    } finally {
      giveBack();
    }
  } finally {
    validators.done();
    await feedback.remove();
  }
}

function* plan(problem: ProblemPackage, validators: InputValidators, outputs: OutputChecks): Generator<() => Promise<DataCheck>> {
  const talks = problem.types.includes('interactive') || problem.types.includes('multi-pass');
  for (const test of problem.tests.filter((each) => !each.static)) {
    if (problem.inputValidators.length > 0) {
      yield async () => {
        const refused = await validators.refusalOf(test);
        return { name: test.name, kind: 'input', ok: refused === null, message: refused ?? '' };
      };
    }
    // What a statement shows as right must be right; another answer file may be anything that its validator understands.
    if (talks || !test.sample || test.display?.answer || problem.types.includes('submit-answer')) continue;
    yield async () => {
      const validation = await outputs.judge(test, test.answer);
      return { name: test.name, kind: 'answer', ok: validation.kind === 'accepted', message: validation.kind === 'accepted' ? '' : said(validation) };
    };
  }
  for (const each of problem.validationCases ?? []) {
    const { name, kind, answer, output } = each;
    if (kind === 'invalid-input') {
      yield async () => {
        const refused = await validators.refusalOf(each);
        return { name, kind, ok: refused !== null, message: refused ?? 'No input validator refuses it.' };
      };
    } else if (answer && output && !talks) {
      const wanted = kind === 'valid-output' ? 'accepted' : 'rejected';
      yield async () => {
        const validation = await outputs.judge({ ...each, answer }, output);
        return { name, kind, ok: validation.kind === wanted, message: validation.kind === 'accepted' && wanted === 'rejected' ? 'The output validator accepts it.' : said(validation) };
      };
    }
  }
}

function said(validation: Validation): string {
  return validation.kind === 'failed' ? validation.reason : [validation.message, validation.judgeMessage].filter(Boolean).join('\n');
}

/** What has input validators: a package, or tests that are being made. */
export type Validated = Pick<ProblemPackage, 'inputValidators' | 'limits'>;

/** All input validators of a package, ready to run. */
export class InputValidators {
  private constructor(
    private readonly problem: Validated,
    private readonly dependencies: Pick<DataDependencies, 'sandbox' | 'packageFiles' | 'programs'>,
    private readonly validators: readonly PackageValidator[],
    readonly done: () => void,
  ) {}

  static async take(problem: Validated, dependencies: Pick<DataDependencies, 'sandbox' | 'packageFiles' | 'programs'>): Promise<InputValidators> {
    const { sandbox, packageFiles, programs } = dependencies;
    const taken: (() => void)[] = [];
    const done = () => taken.forEach((giveBack) => giveBack());
    try {
      const validators: PackageValidator[] = [];
      for (const source of problem.inputValidators) {
        const { program, done: giveBack } = await programs.take(sandbox, packageFiles, source, problem.limits);
        taken.push(giveBack);
        validators.push({ path: source.path, program, testlib: source.protocol === 'testlib' });
      }
      return new InputValidators(problem, dependencies, validators, done);
    } catch (error) {
      done();
      throw error;
    }
  }

  /** Why the first validator that does not accept the input does not; null: all accept it. */
  async refusalOf(test: Checked): Promise<string | null> {
    const path = await this.dependencies.packageFiles.path(test.input);
    for (const validator of this.validators) {
      const refusal = await this.run(validator, test, path);
      if (refusal !== null) return `${validator.path}: ${refusal}`;
    }
    return null;
  }

  private async run({ path, program, testlib }: PackageValidator, test: Checked, input: string): Promise<string | null> {
    const { limits } = this.problem;
    const { sandbox, packageFiles } = this.dependencies;
    const { command, environment = {} } = program.run({ memoryKib: limits.validationMemoryKib });
    const extra = await Promise.all((test.files ?? []).map(async (file): Promise<Mount> => ({ from: await packageFiles.path(file), to: `${WORK_DIRECTORY}/${file.path}` })));
    let printed = '';
    const run = await sandbox.prepare({
      command: [...command, ...argumentsOf(path, test.inputValidatorArgs), ...(test.args ?? [])],
      environment,
      mounts: [...program.mounts, ...extra],
      limits: {
        cpuMs: limits.validationTimeMs, wallMs: 2 * limits.validationTimeMs + 1000, memoryKib: limits.validationMemoryKib + program.memory.overheadKib,
        outputBytes: limits.validationOutputKib * 1024, stderrBytes: MESSAGE_BYTES, processes: PROCESSES + program.runtimeThreads, fileBytes: limits.validationOutputKib * 1024,
      },
      input: { kind: 'file', path: input },
      output: { kind: 'consume', chunk: (bytes) => void (printed.length < MESSAGE_BYTES && (printed += bytes.toString('utf8'))) },
    });
    const report = await run.go().catch(endOfNotExecutable);
    return accepts(report, testlib) ? null : [endOf(report), printed, report.stderr.toString('utf8')].map((text) => text.trim()).filter(Boolean).join('\n').slice(0, MESSAGE_BYTES);
  }
}

function argumentsOf(path: string, given: TestCase['inputValidatorArgs']): readonly string[] {
  if (given === undefined || Array.isArray(given)) return given ?? [];
  const base = path.slice(path.lastIndexOf('/') + 1);
  return given[base] ?? given[base.replace(/\.[^.]*$/, '')] ?? [];
}

function accepts({ stoppedFor, exit }: RunReport, testlib: boolean): boolean {
  if (stoppedFor !== null || exit?.kind !== 'exited') return false;
  return exit.code === 42 || (testlib && exit.code === 0);
}

function endOf({ stoppedFor, exit }: RunReport): string {
  return stoppedFor ? `stopped: ${stoppedFor}` : exit?.kind === 'exited' ? `exit code ${exit.code}` : `ended by ${exit?.signal ?? 'the judge'}`;
}

/** Judges files as if a submission had printed them. */
class OutputChecks {
  constructor(
    private readonly problem: ProblemPackage,
    private readonly checker: Checker,
    private readonly feedbackFolder: string,
    private readonly dependencies: DataDependencies,
  ) {}

  async judge(test: { input: FileRef; answer: FileRef; validatorArgs: string[]; validator?: string | undefined }, output: FileRef): Promise<Validation> {
    const { packageFiles, spoolFolder, sandbox } = this.dependencies;
    const folder = await mkdtemp(join(spoolFolder, 'data-'));
    await chmod(folder, 0o711);
    const feedback = await Feedback.make(join(this.feedbackFolder, basename(folder)));
    const [inputPath, answerPath, outputPath] = await Promise.all([packageFiles.path(test.input), packageFiles.path(test.answer), packageFiles.path(output)]);
    const { checker } = this;
    const check: OutputCheck =
      checker.kind === 'default'
        ? defaultCheck(answerPath, checker.options(test))
        : customCheck(
            checker.validators.filter(({ path }) => test.validator === undefined || path === test.validator).map((validator) => ({ sandbox, validator, arguments: test.validatorArgs, limits: this.problem.limits, inputPath, answerPath, feedback })),
            join(folder, 'output'),
          );
    try {
      check.take(await readFile(outputPath));
      return await check.verdict();
    } finally {
      await check.close();
      await feedback.remove();
      await rm(folder, { recursive: true, force: true });
    }
  }
}
