/**
 * The feedback folder of one test: a package's validator writes there, and keeps its state there from pass to pass.
 *
 * The files that we read are made and opened here before the validator's first jail starts, and are read through those
 * descriptors only. A validator that puts another file in the place of one of them is not heard.
 */
import { closeSync, constants, fchmodSync, fstatSync, ftruncateSync, openSync, readSync } from 'node:fs';
import { chmod, copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunReport } from '../core/run.js';
import { validationByTestlib } from '../core/testlib.js';
import type { Validation } from '../core/verdict.js';

/** What an interactor in testlib's way wrote for the checker that follows. */
export const TOLD = 'tout.txt';
const FILES = ['judgemessage.txt', 'teammessage.txt', 'score.txt', 'score_multiplier.txt', 'nextpass.in', TOLD] as const;
type FeedbackFile = (typeof FILES)[number];

export const MESSAGE_BYTES = 16 * 1024;
const ACCEPTED = 42;
const REJECTED = 43;

export class Feedback {
  private constructor(
    /** On the host, for `Mount.from`. */
    readonly path: string,
    private readonly descriptors: ReadonlyMap<FeedbackFile, number>,
  ) {}

  static async make(path: string): Promise<Feedback> {
    // Fails where it is there already: what an earlier validator left could be links into the host.
    await mkdir(path);
    await chmod(path, 0o777);
    return new Feedback(path, new Map(FILES.map((name) => [name, openForAll(join(path, name))])));
  }

  read(name: FeedbackFile): string {
    const buffer = Buffer.alloc(MESSAGE_BYTES);
    return buffer.toString('utf8', 0, readSync(this.descriptor(name), buffer, 0, buffer.length, 0)).replaceAll('\u0000', '\uFFFD');
  }

  /** Moves the input of the next pass to `target`. False: the validator asked for none. */
  async takeNextPass(target: string): Promise<boolean> {
    const descriptor = this.descriptor('nextpass.in');
    if (fstatSync(descriptor).size === 0) return false;
    await copyFile(`/proc/self/fd/${descriptor}`, target);
    await chmod(target, 0o644);
    for (const name of ['nextpass.in', 'score.txt', 'score_multiplier.txt'] as const) ftruncateSync(this.descriptor(name));
    return true;
  }

  async remove(): Promise<void> {
    for (const descriptor of this.descriptors.values()) closeSync(descriptor);
    // Folders may be nested deeper than a path can be long: what stays goes with the file system that it lies in.
    await rm(this.path, { recursive: true, force: true }).catch(() => undefined);
  }

  private descriptor(name: FeedbackFile): number {
    return this.descriptors.get(name)!;
  }
}

function openForAll(path: string): number {
  const descriptor = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW, 0o666);
  fchmodSync(descriptor, 0o666);
  return descriptor;
}

/** https://icpc.io/problem-package-format/spec/2025-09.html#output-validator: 42 accepts, 43 rejects, all else is a fault. */
export function validationOf(report: RunReport, feedback: Pick<Feedback, 'read'>, output: string, testlib = false): Validation {
  const parts = [feedback.read('judgemessage.txt'), output, report.stderr.toString('utf8')];
  const judgeMessage = parts.map((text) => text.trim()).filter(Boolean).join('\n').slice(0, MESSAGE_BYTES);
  const message = feedback.read('teammessage.txt').trim();
  if (report.stoppedFor !== null) return failed(`the output validator was stopped: ${report.stoppedFor}`, judgeMessage);
  if (report.oomKills > 0) return failed('the output validator ran out of memory', judgeMessage);
  if (report.exit?.kind !== 'exited') return failed(`the output validator was ended by ${report.exit?.signal ?? 'the judge'}`, judgeMessage);
  if (testlib) return validationByTestlib(report.exit.code, judgeMessage);
  if (report.exit.code === REJECTED) return { kind: 'rejected', message, judgeMessage };
  if (report.exit.code !== ACCEPTED) return failed(`the output validator ended with exit code ${report.exit.code} (${ACCEPTED} accepts, ${REJECTED} rejects)`, judgeMessage);
  const score = readNumber(feedback.read('score.txt'));
  const multiplier = readNumber(feedback.read('score_multiplier.txt'));
  if (score === 'malformed' || multiplier === 'malformed') return failed('the output validator wrote a score that is no number', judgeMessage);
  return { kind: 'accepted', message, judgeMessage, score, multiplier };
}

/** Whether the program has said that nothing is wrong so far. */
export function saidAccepted(report: RunReport, testlib: boolean): boolean {
  if (report.exit?.kind !== 'exited') return true;
  return testlib ? validationByTestlib(report.exit.code, '').kind === 'accepted' : report.exit.code === ACCEPTED;
}

function failed(reason: string, judgeMessage: string): Validation {
  return { kind: 'failed', reason: judgeMessage ? `${reason}; it said: ${judgeMessage}` : reason };
}

/** What JavaScript takes as numbers besides, as 0x10 and 0b1, other systems refuse. */
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

function readNumber(text: string): number | null | 'malformed' {
  const word = text.trim();
  if (word === '') return null;
  const value = Number(word);
  return DECIMAL.test(word) && Number.isFinite(value) ? value : 'malformed';
}
