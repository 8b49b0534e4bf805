/**
 * Where a write stands, said on a channel of node:diagnostics_channel for whoever watches this process from inside. The
 * tests that break a server at a named step (test/faults) listen; else nobody does, and nothing is done.
 */
import { channel } from 'node:diagnostics_channel';

export type ServerStep = 'before commit' | 'after commit' | 'before answer';

const steps = channel('arbiter:server:step');

export function tellStep(step: ServerStep): void {
  if (steps.hasSubscribers) steps.publish({ step });
}
