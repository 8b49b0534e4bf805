/**
 * Receives the output of one run and says whether it is right: by the default validator as the bytes arrive, or by a
 * program of the package in a jail of its own once the run has ended well.
 */
import { closeSync, fchmodSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { mkdir, rm, chmod } from 'node:fs/promises';
import { join } from 'node:path';
import type { Limits, TestCase } from '#contract/package.js';
import { OutputComparer, type CompareOptions } from '../core/compare.js';
import type { RunReport } from '../core/run.js';
import type { Validation } from '../core/verdict.js';
import type { ReadyRun, Sandbox } from '../sandbox/sandbox.js';
import type { Program } from './compile.js';

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

/** Files that a validator writes for us. They are opened here before its jail starts, never by path afterwards. */
const FEEDBACK_FILES = ['judgemessage.txt', 'teammessage.txt', 'score.txt', 'score_multiplier.txt', 'nextpass.in'] as const;
const MESSAGE_BYTES = 16 * 1024;
const VALIDATOR_PROCESSES = 32;

export interface CustomCheckOptions {
  sandbox: Sandbox;
  program: Program;
  test: TestCase;
  inputPath: string;
  answerPath: string;
  limits: Limits;
  /** A folder of the host's own for this one check: output and feedback. Jails can reach it. */
  folder: string;
}

/** The jail of the validator is made at once, so that it stands ready when the run ends. */
export async function customCheck(options: CustomCheckOptions): Promise<OutputCheck> {
  const { sandbox, program, test, limits, folder } = options;
  const feedback = join(folder, 'feedback');
  await mkdir(feedback, { recursive: true });
  await chmod(feedback, 0o777);
  const spoolPath = join(folder, 'output');
  const spool = openSync(spoolPath, 'w', 0o644);
  const files = new Map(FEEDBACK_FILES.map((name) => [name, openForValidator(join(feedback, name))]));
  const said: Buffer[] = [];
  const command = program.run({ memoryKib: limits.validationMemoryKib });
  const jail: Promise<ReadyRun> = sandbox.prepare({
    command: [...command.command, '/data/input', '/data/answer', '/feedback/', ...test.validatorArgs],
    environment: command.environment ?? {},
    mounts: [
      ...program.mounts,
      { from: options.inputPath, to: '/data/input' },
      { from: options.answerPath, to: '/data/answer' },
      { from: feedback, to: '/feedback', writable: true },
    ],
    limits: {
      cpuMs: limits.validationTimeMs,
      wallMs: 2 * limits.validationTimeMs + 1000,
      memoryKib: limits.validationMemoryKib + program.memory.overheadKib,
      outputBytes: limits.validationOutputKib * 1024,
      stderrBytes: MESSAGE_BYTES,
      processes: VALIDATOR_PROCESSES + program.runtimeThreads,
      fileBytes: limits.validationOutputKib * 1024,
    },
    input: { kind: 'file', path: spoolPath },
    output: { kind: 'consume', chunk: (bytes) => void (said.length < 8 && said.push(Buffer.from(bytes))) },
  });
  // Whoever asks for the verdict gets the failure; until then nobody listens.
  jail.catch(() => undefined);
  return {
    take: (bytes) => void writeSync(spool, bytes),
    async verdict() {
      const report = await (await jail).go();
      return validationOf(report, (name) => readStart(files.get(name)!), Buffer.concat(said).toString('utf8'));
    },
    async close() {
      await jail.then((ready) => ready.discard()).catch(() => undefined);
      closeSync(spool);
      for (const descriptor of files.values()) closeSync(descriptor);
      unlinkSync(spoolPath);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function openForValidator(path: string): number {
  const descriptor = openSync(path, 'w+', 0o666);
  fchmodSync(descriptor, 0o666);
  return descriptor;
}

function readStart(descriptor: number): string {
  const buffer = Buffer.alloc(MESSAGE_BYTES);
  return buffer.toString('utf8', 0, readSync(descriptor, buffer, 0, buffer.length, 0)).replaceAll('\u0000', '\uFFFD');
}

/** https://icpc.io/problem-package-format/spec/2025-09.html#output-validator: 42 accepts, 43 rejects, all else is a fault. */
export function validationOf(report: RunReport, read: (name: (typeof FEEDBACK_FILES)[number]) => string, output: string): Validation {
  const judgeMessage = [read('judgemessage.txt'), output, report.stderr.toString('utf8')].map((text) => text.trim()).filter(Boolean).join('\n').slice(0, MESSAGE_BYTES);
  const message = read('teammessage.txt').trim();
  if (report.stoppedFor !== null) return failed(`the output validator was stopped: ${report.stoppedFor}`, judgeMessage);
  if (report.oomKills > 0) return failed('the output validator ran out of memory', judgeMessage);
  if (report.exit?.kind !== 'exited') return failed(`the output validator was ended by ${report.exit?.signal ?? 'the judge'}`, judgeMessage);
  if (report.exit.code === 43) return { kind: 'rejected', message, judgeMessage };
  if (report.exit.code !== 42) return failed(`the output validator ended with exit code ${report.exit.code} (42 accepts, 43 rejects)`, judgeMessage);
  const score = readNumber(read('score.txt'));
  const multiplier = readNumber(read('score_multiplier.txt'));
  if (score === 'malformed' || multiplier === 'malformed') return failed('the output validator wrote a score that is no number', judgeMessage);
  return { kind: 'accepted', message, judgeMessage, score, multiplier };
}

function failed(reason: string, judgeMessage: string): Validation {
  return { kind: 'failed', reason: judgeMessage ? `${reason}; it said: ${judgeMessage}` : reason };
}

function readNumber(text: string): number | null | 'malformed' {
  if (text.trim() === '') return null;
  const value = Number(text.trim());
  return Number.isFinite(value) ? value : 'malformed';
}
