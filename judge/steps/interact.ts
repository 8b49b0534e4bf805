/**
 * A submission and the package's interactor, each in its jail, joined by two pipes (held-pipe.ts), by which neither side dies
 * or waits for ever because the other has gone. The first cause wins: an interactor that has rejected before the
 * submission ended decides, whatever the submission did afterwards because it heard no more. Clocks cannot tell which
 * came first on a busy machine, so the order is made: the interactor finds the end of the submission's output only when we,
 * who hold the pipe's writing end, know of the submission's end.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { endOfNotExecutable, type RunReport } from '../core/run.js';
import type { Validation } from '../core/verdict.js';
import type { ReadyRun, RunSpec, Sandbox } from '../sandbox/sandbox.js';
import { validatorSpec, type ValidatorRun } from './check-output.js';
import { saidAccepted, validationOf } from './feedback.js';
import { heldPipe, type HeldPipe } from './held-pipe.js';
import type { Speaker, Transcript } from './transcript.js';

export interface Interaction {
  report: RunReport;
  validation: Validation;
  /** What the interactor said came before the end of the submission, or caused it: the submission's own end does not count. */
  interactorDecides: boolean;
}

export interface ReadyInteraction {
  go(): Promise<Interaction>;
  close(): Promise<void>;
}

/** A submission that has ended leaves its interactor this long to say why. */
const LAST_WORDS_MS = 2_000;
/** An interactor that ends so soon after a submission that failed, without having found the end of its output, was the first to end. */
const HEARD_LATE_MS = 50;

/** `transcript`: is told what both say, which then passes through our hands; null: nobody asks. */
export async function prepareInteraction(sandbox: Sandbox, submission: Omit<RunSpec, 'input' | 'output'>, validator: ValidatorRun, transcript: Transcript | null): Promise<ReadyInteraction> {
  const heard = (speaker: Speaker) => transcript && ((bytes: Buffer) => transcript.take(speaker, bytes));
  const toSubmission = await heldPipe(sandbox, heard('interactor'));
  const toInteractor = await heldPipe(sandbox, heard('submission')).catch((error: unknown) => {
    toSubmission.close();
    throw error;
  });
  const jails: ReadyRun[] = [];
  const close = async () => {
    await Promise.all(jails.map((jail) => jail.discard().catch(() => undefined)));
    toSubmission.close();
    toInteractor.close();
  };
  try {
    const spec = validatorSpec(validator, null, { input: { kind: 'pipe', fd: toInteractor.reader }, output: { kind: 'pipe', fd: toSubmission.writer } });
    // It may wait for the submission all the time that the submission has.
    const limits = { ...spec.limits, wallMs: spec.limits.wallMs + submission.limits.wallMs };
    const interactor = await sandbox.prepare({ ...spec, limits });
    jails.push(interactor);
    const program = await sandbox.prepare({ ...submission, input: { kind: 'pipe', fd: toSubmission.reader }, output: { kind: 'pipe', fd: toInteractor.writer } });
    jails.push(program);
    toSubmission.closeWriter();
    return {
      async go() {
        const interaction = await converse(program, interactor, validator, toSubmission, toInteractor);
        await Promise.all([toSubmission.allHeard(), toInteractor.allHeard()]);
        return interaction;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function converse(program: ReadyRun, interactor: ReadyRun, validator: ValidatorRun, toSubmission: HeldPipe, toInteractor: HeldPipe): Promise<Interaction> {
  const { testlib } = validator.validator;
  let told = false;
  let interactorWasFirst = false;
  const interactorEnds = interactor.go().catch(endOfNotExecutable).then((report) => {
    interactorWasFirst = !told;
    toInteractor.drain();
    // Nothing that the submission does now can change what was said; it need not run on.
    if (!saidAccepted(report, testlib)) void program.discard().catch(() => undefined);
    return report;
  });
  // Heard of below; should the submission's jail fail first, its own failure is told on the way out.
  interactorEnds.catch(() => undefined);
  const programEnds = program.go().catch(endOfNotExecutable).then((report) => {
    toSubmission.drain();
    return report;
  });
  const report = await programEnds;
  const failed = report.stoppedFor !== null || report.exit?.kind !== 'exited' || report.exit.code !== 0;
  if (failed && report.stoppedFor === null) await Promise.race([interactorEnds, sleep(HEARD_LATE_MS)]);
  told = true;
  toInteractor.closeWriter();
  const timer = failed ? setTimeout(() => void interactor.discard().catch(() => undefined), LAST_WORDS_MS) : undefined;
  const judged = await interactorEnds.finally(() => clearTimeout(timer));
  const validation = validationOf(judged, validator.feedback, '', testlib);
  const { stoppedFor, exit } = report;
  const diedUnheard = exit?.kind === 'signaled' && exit.signal === 'SIGPIPE';
  // A submission that we stopped at a limit was not ended by what the interactor said, which would have stopped it before.
  const earlier = stoppedFor === null && interactorWasFirst;
  const interactorDecides = stoppedFor === 'discarded' || (validation.kind !== 'accepted' && earlier) || (validation.kind === 'rejected' && diedUnheard);
  return { report, validation, interactorDecides };
}
