/**
 * Where a judging stands, said on a channel of node:diagnostics_channel for whoever watches this process from inside. The
 * tests that break a judge at a named step (test/faults) listen; else nobody does, and nothing is done.
 */
import { channel } from 'node:diagnostics_channel';
import type { JudgingStep } from '../steps/judge-submission.js';

export type JudgeStep = 'claimed' | JudgingStep | 'compiled' | 'test done' | 'before finish' | 'after finish' | 'before release' | 'after release';

const steps = channel('arbiter:judge:step');

export function tellStep(step: JudgeStep, { id, attempt }: { id: string; attempt: number }): void {
  if (steps.hasSubscribers) steps.publish({ step, judging: id, attempt });
}
