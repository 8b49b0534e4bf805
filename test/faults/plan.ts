/** Every fault that there is: what is hurt, how, and when. A run goes through all of them, in an order of its own, as often as it needs. */
import type { Random } from './random.js';

export const JUDGE_STEPS = ['claimed', 'sources read', 'compiled', 'jail ready', 'test started', 'test done', 'before finish', 'after finish'] as const;
export const SERVER_STEPS = ['before commit', 'after commit', 'before answer'] as const;
export type NamedStep = (typeof JUDGE_STEPS)[number] | (typeof SERVER_STEPS)[number];

/** `backend of …`: the process of PostgreSQL that serves one of its connections. */
export type Target = 'judge' | 'server' | 'postmaster' | 'backend of a judge' | 'backend of the server' | 'nsjail' | 'launcher';

/**
 * `short` stops are shorter than a lease, `long` ones are longer. PostgreSQL's SIGTERM is its smart shutdown (no new sessions, and
 * it waits for the old ones to end), SIGINT the fast one, SIGQUIT the immediate one.
 */
export type Kind = 'SIGKILL' | 'SIGTERM' | 'SIGINT' | 'SIGQUIT' | 'short stop' | 'long stop';

export interface Fault {
  target: Target;
  kind: Kind;
  /** `any time`: at a random moment. A step is one of a judge or of the server, whatever is hurt there. */
  step: NamedStep | 'any time';
}

export function everyFault(): Fault[] {
  const faults: Fault[] = [];
  const add = (target: Target, kinds: readonly Kind[], steps: readonly Fault['step'][]) => {
    for (const kind of kinds) for (const step of steps) faults.push({ target, kind, step });
  };
  add('judge', ['SIGKILL', 'SIGTERM', 'short stop', 'long stop'], [...JUDGE_STEPS, 'any time']);
  add('server', ['SIGKILL', 'SIGTERM', 'short stop'], [...SERVER_STEPS, 'any time']);
  add('server', ['long stop'], ['before commit', 'any time']);
  add('postmaster', ['SIGKILL', 'SIGINT', 'SIGQUIT'], ['claimed', 'before finish', 'before commit', 'any time']);
  add('postmaster', ['SIGTERM', 'short stop', 'long stop'], ['any time']);
  add('backend of a judge', ['SIGKILL', 'SIGTERM', 'short stop', 'long stop'], ['before finish', 'any time']);
  add('backend of the server', ['SIGKILL', 'SIGTERM', 'short stop', 'long stop'], ['before commit', 'any time']);
  add('nsjail', ['SIGKILL', 'SIGTERM', 'short stop'], ['jail ready', 'test started', 'any time']);
  add('launcher', ['SIGKILL', 'short stop'], ['jail ready', 'test started', 'any time']);
  return faults;
}

/** `kinds`: only these, of those that there are. */
export function* planFaults(random: Random, wanted: (fault: Fault) => boolean = () => true): Generator<Fault, never> {
  for (;;) yield* random.shuffled(everyFault().filter(wanted));
}

export function isJudgeStep(step: Fault['step']): boolean {
  return (JUDGE_STEPS as readonly string[]).includes(step);
}
