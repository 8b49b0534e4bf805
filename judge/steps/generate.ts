/**
 * Makes tests: an input by a generator, validates it, and makes its answer by a solution; each program in a jail of its own. What a
 * program prints goes into a file as it comes, and from there to whoever keeps it.
 */
import { createWriteStream } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import type { GENERATION_STEPS } from '#contract/authoring-work.js';
import { MOST_GENERATED_INPUT, type GenerationJob, type GenerationTest } from '#contract/generation.js';
import type { FileRef } from '#contract/package.js';
import { endOfNotExecutable, type RunReport } from '../core/run.js';
import { WORK_DIRECTORY, type Mount } from '../sandbox/sandbox.js';
import { InputValidators } from './check-data.js';
import { compile, type Program } from './compile.js';
import { JudgingAborted, type JudgingDependencies } from './judge-submission.js';
import type { PackageFiles } from './package-files.js';
import { PackageFault } from './programs.js';
import { PROGRAM_LIMITS } from './run-test.js';

type Step = (typeof GENERATION_STEPS)[number];

/** What came of one step; `made` is a file that is there until the call that got it returns. */
export interface StepResult {
  step: Step;
  ok: boolean;
  message: string;
  cpuMs: number;
  made: { path: string; size: number } | null;
}

export type GenerateDependencies = Pick<JudgingDependencies, 'sandbox' | 'toolchains' | 'programs' | 'compileCache' | 'packageFiles' | 'spoolFolder' | 'signal'>;

const MESSAGE_BYTES = 16 * 1024;
const HAS_STEP: Record<Step, (test: GenerationTest) => boolean> = {
  input: (test) => test.input.from === 'generator',
  validation: (test) => test.validate,
  answer: (test) => test.answer,
};

/** The programs of a job, each compiled when it is first needed. */
export class TestMaker {
  private readonly givenBack: (() => void | Promise<void>)[] = [];
  private validators: InputValidators | null = null;
  private solution: Program | null = null;

  constructor(
    private readonly job: GenerationJob,
    private readonly dependencies: GenerateDependencies,
  ) {}

  async close(): Promise<void> {
    this.validators?.done();
    for (const giveBack of this.givenBack) await giveBack();
  }

  /**
   * Every step of the test but those that are `done` already. `inputOf` gives an input that was made before.
   * @throws JudgingAborted, SandboxFailure, FilesUnavailable
   */
  async make(test: GenerationTest, done: ReadonlyMap<Step, { ok: boolean }>, inputOf: () => Promise<Readable>, onStep: (result: StepResult) => Promise<void>): Promise<void> {
    const folder = await mkdtemp(join(this.dependencies.spoolFolder, 'generate-'));
    try {
      await chmod(folder, 0o711);
      const inputPath = join(folder, 'input');
      const steps = (Object.keys(HAS_STEP) as Step[]).filter((step) => HAS_STEP[step](test));
      let failed = false;
      for (const step of steps) {
        const before = done.get(step);
        if (before) {
          failed ||= !before.ok;
          if (step === 'input' && before.ok) await pipeline(await inputOf(), createWriteStream(inputPath, { mode: 0o644 }));
          continue;
        }
        if (failed) {
          await onStep({ step, ok: false, message: 'Not done, since an earlier step of this test failed.', cpuMs: 0, made: null });
          continue;
        }
        const result = await this.doStep(step, test, folder, inputPath);
        if (this.dependencies.signal.aborted) throw new JudgingAborted('The generation is no longer wanted');
        failed = !result.ok;
        await onStep(result);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** What a program's author did wrong is a result; what fails here is thrown. */
  private async doStep(step: Step, test: GenerationTest, folder: string, inputPath: string): Promise<StepResult> {
    try {
      switch (step) {
        case 'input':
          return await this.makeInput(test, inputPath);
        case 'validation':
          return await this.validate(test, inputPath);
        case 'answer':
          return await this.makeAnswer(test, inputPath, join(folder, 'answer'));
      }
    } catch (error) {
      if (error instanceof PackageFault) return { step, ok: false, message: error.message.slice(0, MESSAGE_BYTES), cpuMs: 0, made: null };
      throw error;
    }
  }

  private async makeInput(test: GenerationTest, path: string): Promise<StepResult> {
    const { input } = test;
    const source = input.from === 'generator' ? this.job.generators[input.generator] : undefined;
    if (input.from !== 'generator' || source === undefined) throw new PackageFault('There is no such generator');
    const { sandbox, packageFiles, programs } = this.dependencies;
    const { program, done } = await programs.take(sandbox, packageFiles, source, this.job.limits);
    try {
      return await this.run({ step: 'input', program, args: input.args, input: null, output: path, outputBytes: MOST_GENERATED_INPUT, memoryKib: this.job.limits.validationMemoryKib, beside: [] });
    } finally {
      done();
    }
  }

  private async validate(test: GenerationTest, madePath: string): Promise<StepResult> {
    const { packageFiles } = this.dependencies;
    const made: FileRef = { path: `data/${test.name}.in`, hash: '', size: 0 };
    const files: PackageFiles = { path: async (file) => (file === made ? madePath : packageFiles.path(file)) };
    this.validators ??= await InputValidators.take(this.job, { ...this.dependencies, packageFiles: { path: (file) => this.validated.path(file) } });
    this.validated = files;
    const { id: _id, name, args, inputValidatorArgs, files: beside } = test;
    const refusal = await this.validators.refusalOf({ name, input: test.input.from === 'file' ? test.input.file : made, ...(args ? { args } : {}), ...(inputValidatorArgs ? { inputValidatorArgs } : {}), ...(beside ? { files: beside } : {}) });
    return { step: 'validation', ok: refusal === null, message: refusal ?? '', cpuMs: 0, made: null };
  }

  /** Where the files of the test lie that is being validated. */
  private validated: PackageFiles = { path: (file) => this.dependencies.packageFiles.path(file) };

  private async makeAnswer(test: GenerationTest, madePath: string, output: string): Promise<StepResult> {
    const { packageFiles } = this.dependencies;
    const program = await this.solutionProgram();
    const { limits } = this.job;
    const beside = await Promise.all((test.files ?? []).map(async (file): Promise<Mount> => ({ from: await packageFiles.path(file), to: `${WORK_DIRECTORY}/${file.path}` })));
    const input = test.input.from === 'file' ? await packageFiles.path(test.input.file) : madePath;
    return this.run({ step: 'answer', program, args: test.args ?? [], input, output, outputBytes: limits.outputKib * 1024, memoryKib: limits.memoryKib, beside });
  }

  private async solutionProgram(): Promise<Program> {
    if (this.solution) return this.solution;
    const { job: { solution, limits }, dependencies: { sandbox, packageFiles, toolchains, compileCache } } = this;
    if (solution === null) throw new PackageFault('There is no solution to make answers with');
    const toolchain = toolchains.get(solution.language);
    if (!toolchain) throw new PackageFault(`The solution is written in ${solution.language}, which this judge cannot run`);
    const sources = await Promise.all(solution.files.map(async (file) => ({ name: file.path, content: await readFile(await packageFiles.path(file)) })));
    const compilation = await compile(sandbox, { toolchain, sources, entryPoint: solution.entryPoint, limits }, compileCache);
    if (!compilation.ok) throw new PackageFault(`The solution does not compile:\n${compilation.result.log}`);
    this.solution = compilation.program;
    this.givenBack.push(() => compilation.program.release());
    return compilation.program;
  }

  private async run(wanted: { step: Step; program: Program; args: readonly string[]; input: string | null; output: string; outputBytes: number; memoryKib: number; beside: readonly Mount[] }): Promise<StepResult> {
    const { step, program, args, memoryKib } = wanted;
    const { sandbox, signal } = this.dependencies;
    const cpuMs = this.job.limits.validationTimeMs;
    const { command, environment = {} } = program.run({ memoryKib });
    const file = openSync(wanted.output, 'w', 0o644);
    try {
      const ready = await sandbox.prepare({
        command: [...command, ...args],
        environment,
        mounts: [...program.mounts, ...wanted.beside],
        limits: { ...PROGRAM_LIMITS, cpuMs, wallMs: 2 * cpuMs + 1000, memoryKib: memoryKib + program.memory.overheadKib, outputBytes: wanted.outputBytes, stderrBytes: MESSAGE_BYTES, processes: PROGRAM_LIMITS.processes + program.runtimeThreads },
        input: wanted.input === null ? { kind: 'empty' } : { kind: 'file', path: wanted.input },
        output: { kind: 'consume', chunk: (bytes) => writeAll(file, bytes) },
      });
      const giveUp = () => void ready.discard();
      signal.addEventListener('abort', giveUp, { once: true });
      const report = await ready.go().catch(endOfNotExecutable).finally(() => signal.removeEventListener('abort', giveUp));
      const failure = failureOf(report, wanted.outputBytes, cpuMs, memoryKib);
      const said = report.stderr.toString('utf8').trim();
      return { step, ok: failure === null, message: [failure, said].filter(Boolean).join('\n').slice(0, MESSAGE_BYTES), cpuMs: report.cpuMs, made: failure === null ? { path: wanted.output, size: report.outputBytes } : null };
    } finally {
      closeSync(file);
    }
  }
}

function writeAll(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

/** Null: it ended by itself, within its limits, with 0. */
function failureOf({ exit, stoppedFor, oomKills }: RunReport, outputBytes: number, cpuMs: number, memoryKib: number): string | null {
  if (oomKills > 0) return `It used more than ${Math.round(memoryKib / 1024)} MiB of memory.`;
  switch (stoppedFor) {
    case 'cpu-limit':
      return `It took more than ${cpuMs / 1000} s.`;
    case 'wall-limit':
      return `It did not end within ${(2 * cpuMs + 1000) / 1000} s.`;
    case 'output-limit':
      return `It printed more than ${Math.round(outputBytes / 1024 / 1024)} MiB.`;
    case 'discarded':
      return 'It was stopped.';
    case null:
      break;
  }
  if (exit?.kind === 'signaled') return `It was ended by ${exit.signal}.`;
  if (exit?.kind === 'exited' && exit.code === 0) return null;
  return `It ended with exit code ${exit?.kind === 'exited' ? exit.code : 'unknown'}.`;
}
