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
import type { Program } from './compile.js';
import { MESSAGE_BYTES, validationOf, type Feedback } from './feedback.js';

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
  program: Program;
  arguments: readonly string[];
  inputPath: string;
  answerPath: string;
  limits: Limits;
  feedback: Feedback;
}

const VALIDATOR_PROCESSES = 32;

/** The jail of a validator; its input and output are the caller's to say. */
export function validatorSpec(validator: ValidatorRun, streams: Pick<RunSpec, 'input' | 'output'>): RunSpec {
  const { program, limits, feedback } = validator;
  const command = program.run({ memoryKib: limits.validationMemoryKib });
  const data: Mount[] = [
    { from: validator.inputPath, to: '/data/input' },
    { from: validator.answerPath, to: '/data/answer' },
    { from: feedback.path, to: '/feedback', writable: true },
  ];
  return {
    command: [...command.command, '/data/input', '/data/answer', '/feedback/', ...validator.arguments],
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

/** The jail of the validator is made at once, so that it stands ready when the run ends. */
export function customCheck(validator: ValidatorRun, spoolPath: string): OutputCheck {
  const spool = openSync(spoolPath, 'wx', 0o644);
  let said = '';
  const chunk = (bytes: Buffer) => void (said.length < MESSAGE_BYTES && (said += bytes.toString('utf8', 0, MESSAGE_BYTES)));
  const jail: Promise<ReadyRun> = validator.sandbox.prepare(validatorSpec(validator, { input: { kind: 'file', path: spoolPath }, output: { kind: 'consume', chunk } }));
  // Whoever asks for the verdict gets the failure; until then nobody listens.
  jail.catch(() => undefined);
  return {
    take(bytes) {
      for (let at = 0; at < bytes.length; ) at += writeSync(spool, bytes, at);
    },
    async verdict() {
      const report = await (await jail).go().catch(endOfNotExecutable);
      return validationOf(report, validator.feedback, said);
    },
    async close() {
      await jail.then((ready) => ready.discard()).catch(() => undefined);
      closeSync(spool);
      await rm(spoolPath, { force: true });
    },
  };
}
