import type { Progress } from '#contract/live.js';
import type { Submission } from '#contract/submission.js';

type Test = Submission['tests'][number];

/** What the live channel told of a judging since we watch it. */
export interface Heard {
  state: Progress['state'];
  compiled: boolean | undefined;
  testsTotal: number;
  tests: ReadonlyMap<number, Test>;
}

/** Adds one message to what was heard. A judging that is queued again begins anew. */
export function hear(heard: Heard | null, progress: Progress): Heard {
  const again = progress.state === 'queued';
  const tests = new Map(again ? [] : heard?.tests);
  for (const test of progress.latest) tests.set(test.index, { ...tests.get(test.index), ...test });
  return { state: progress.state, compiled: progress.compiled ?? (again ? undefined : heard?.compiled), testsTotal: progress.testsTotal || (heard?.testsTotal ?? 0), tests };
}

/** A stored submission, brought up to date by what was heard: the store learns of tests only at the end. */
export function brought(submission: Submission, heard: Heard | null): Submission {
  if (submission.state === 'finished' || heard === null || heard.state === 'finished') return submission;
  const tests = new Map(submission.tests.map((test) => [test.index, test]));
  for (const [index, test] of heard.tests) tests.set(index, { ...tests.get(index), ...test });
  const state = submission.state === 'judging' ? 'judging' : heard.state;
  return { ...submission, state, testsTotal: heard.testsTotal || submission.testsTotal, tests: [...tests.values()].sort((a, b) => a.index - b.index) };
}

/** Where the story stands. */
export type Stage = { kind: 'queued' } | { kind: 'compiling' } | { kind: 'testing'; done: number; total: number } | { kind: 'finished' };

export function stageOf(submission: Submission, heard: Heard | null): Stage {
  if (submission.state === 'finished') return { kind: 'finished' };
  if (submission.state === 'queued') return { kind: 'queued' };
  if (submission.tests.length === 0 && heard?.compiled !== true && submission.compile === undefined) return { kind: 'compiling' };
  return showsEveryTest(submission) ? { kind: 'testing', done: submission.tests.length, total: submission.testsTotal } : { kind: 'testing', done: 0, total: 0 };
}

/** Whether the problem shows the verdict of each test, and so how far a judging has come. */
export function showsEveryTest({ feedback }: Pick<Submission, 'feedback'>): boolean {
  return feedback !== 'nothing' && feedback !== 'first-failing-test';
}
