/**
 * Receives the output of one run and says whether it is right: by the default validator as the bytes arrive, or by a
 * program of the package in a jail of its own once the run has ended well.
 */
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Limits } from '#contract/package.js';
import { OutputComparer, type CompareOptions } from '../core/compare.js';
import { endOfNotExecutable } from '../core/run.js';
import type { Validation } from '../core/verdict.js';
import type { Mount, ReadyRun, RunSpec, Sandbox } from '../sandbox/sandbox.js';
import { MESSAGE_BYTES, TOLD, validationOf, type Feedback } from './feedback.js';
import type { PackageValidator } from './programs.js';

export interface OutputCheck {
  /** The next bytes of the program's output. */
  take(bytes: Buffer): void;
  /** Called when the run has ended without a fault of its own. */
  verdict(): Promise<Validation>;
  /** Gives everything back; called in every case. */
  close(): Promise<void>;
}

export function defaultCheck(answerPath: string, options: CompareOptions): OutputCheck {
  const answer = openSync(answerPath, 'r');
  const comparer = new OutputComparer((buffer) => readSync(answer, buffer, 0, buffer.length, null), options);
  return {
    take: (bytes) => comparer.feed(bytes),
    verdict() {
      const difference = comparer.finish();
      return Promise.resolve(
        difference === null
          ? { kind: 'accepted', message: '', judgeMessage: '', score: null, multiplier: null }
          : { kind: 'rejected', message: difference, judgeMessage: '' },
      );
    },
    close() {
      closeSync(answer);
      return Promise.resolve();
    },
  };
}

/** A validator of a package for one test, and what it is told. */
export interface ValidatorRun {
  sandbox: Sandbox;
  validator: PackageValidator;
  arguments: readonly string[];
  inputPath: string;
  answerPath: string;
  limits: Limits;
  feedback: Feedback;
}

const VALIDATOR_PROCESSES = 32;
const OUTPUT = '/data/output';

/**
 * The jail of a validator; its input and output are the caller's to say. `output`: path of what the submission printed, for
 * validators that read it as a file; null where there is none because it talks, or has talked, with an interactor.
 */
export function validatorSpec(run: ValidatorRun, output: string | null, streams: Pick<RunSpec, 'input' | 'output'>): RunSpec {
  const { limits, feedback } = run;
  const { program, testlib } = run.validator;
  const command = program.run({ memoryKib: limits.validationMemoryKib });
  const data: Mount[] = [
    { from: run.inputPath, to: '/data/input' },
    { from: run.answerPath, to: '/data/answer' },
    { from: feedback.path, to: '/feedback', writable: true },
    ...(testlib && output !== null ? [{ from: output, to: OUTPUT }] : []),
  ];
  const files = testlib ? ['/data/input', output === null ? `/feedback/${TOLD}` : OUTPUT, '/data/answer'] : ['/data/input', '/data/answer', '/feedback/'];
  return {
    command: [...command.command, ...files, ...run.arguments],
    environment: command.environment ?? {},
    mounts: [...program.mounts, ...data],
    limits: {
      cpuMs: limits.validationTimeMs,
      wallMs: 2 * limits.validationTimeMs + 1000,
      memoryKib: limits.validationMemoryKib + program.memory.overheadKib,
      outputBytes: limits.validationOutputKib * 1024,
      stderrBytes: MESSAGE_BYTES,
      processes: VALIDATOR_PROCESSES + program.runtimeThreads,
      fileBytes: limits.validationOutputKib * 1024,
    },
    ...streams,
  };
}

/** Every one of the validators must accept. The jail of the first is made at once, so that it stands ready when the run ends. */
export function customCheck(validators: readonly ValidatorRun[], spoolPath: string): OutputCheck {
  const spool = openSync(spoolPath, 'wx', 0o644);
  const checks = new Checks(validators, spoolPath);
  return {
    take(bytes) {
      for (let at = 0; at < bytes.length; ) at += writeSync(spool, bytes, at);
    },
    verdict: () => checks.verdict(),
    async close() {
      await checks.close();
      closeSync(spool);
      await rm(spoolPath, { force: true });
    },
  };
}

/** Checks, in testlib's way, what an interactor wrote. */
export async function checkTold(validators: readonly ValidatorRun[]): Promise<Validation> {
  const checks = new Checks(validators, null);
  try {
    return await checks.verdict();
  } finally {
    await checks.close();
  }
}

/** Runs validators one after the other until one does not accept. `output`: path of what they judge; null: what an interactor wrote. */
class Checks {
  private next: Promise<Check> | null = null;

  constructor(
    private readonly validators: readonly ValidatorRun[],
    private readonly output: string | null,
  ) {
    const [first] = validators;
    if (first) this.next = this.prepare(first);
  }

  async verdict(): Promise<Validation> {
    if (this.validators.length === 0) return { kind: 'failed', reason: 'the package names an output validator for this test that it does not have' };
    let all: Validation = { kind: 'accepted', message: '', judgeMessage: '', score: null, multiplier: null };
    for (const validator of this.validators) {
      const check = await (this.next ??= this.prepare(validator));
      const said = await check.run();
      await this.close();
      if (said.kind !== 'accepted') return said;
      all = { ...said, score: said.score ?? all.score, multiplier: said.multiplier ?? all.multiplier };
    }
    return all;
  }

  async close(): Promise<void> {
    const next = this.next;
    this.next = null;
    await next?.then((check) => check.jail.discard()).catch(() => undefined);
  }

  private prepare(run: ValidatorRun): Promise<Check> {
    const prepared = prepareCheck(run, this.output);
    // Whoever asks for the verdict gets the failure; until then nobody listens.
    prepared.catch(() => undefined);
    return prepared;
  }
}

interface Check {
  jail: ReadyRun;
  run(): Promise<Validation>;
}

async function prepareCheck(run: ValidatorRun, output: string | null): Promise<Check> {
  let said = '';
  const chunk = (bytes: Buffer) => void (said.length < MESSAGE_BYTES && (said += bytes.toString('utf8', 0, MESSAGE_BYTES)));
  const byFile = run.validator.testlib || output === null;
  const jail = await run.sandbox.prepare(validatorSpec(run, output, { input: byFile ? { kind: 'empty' } : { kind: 'file', path: output }, output: { kind: 'consume', chunk } }));
  return {
    jail,
    async run() {
      return validationOf(await jail.go().catch(endOfNotExecutable), run.feedback, said, run.validator.testlib);
    },
  };
}
