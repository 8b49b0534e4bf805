/**
 * What of the tests of a submission is shown to people other than staff: what the problem's author has chosen, and less where a contest
 * says so. Pure; HTTP, sockets and the Kattis client all go through it.
 */
import { FEEDBACK_LEVELS, type FeedbackLevel, type FeedbackPolicy } from '#contract/feedback.js';
import type { ContestFeedback } from '#contract/contest.js';
import type { TestResult } from '#contract/judging.js';
import type { Progress } from '#contract/live.js';
import type { ProblemPackage, TestCase } from '#contract/package.js';
import type { Verdict } from '#contract/verdict.js';
import type { ContestOfSubmission } from '#database/submissions.js';
import { endOf } from '../contests/times.js';
import type { SubmissionView } from './policy.js';

export interface Feedback {
  /** Of secret tests. */
  level: FeedbackLevel;
  /** Of those secret tests that the package opens by itself. */
  opened: FeedbackLevel;
  /** What its contest tells: everything that the problem does, nothing of single tests but samples, or nothing at all. */
  contest: ContestFeedback;
}

/** `deadline`: when the last contest that has the problem ends; null: there is none, and so no end of it. */
export function feedbackOf(policy: FeedbackPolicy | undefined, deadline: Date | null, contest: ContestOfSubmission, now: Date): Feedback {
  const told = toldIn(contest, now);
  const own = { ...ofProblem(policy, deadline, now), contest: told };
  return told === 'full' ? own : restricted(own, 'nothing');
}

/** What a contest tells those who take part of their submissions now; after its end everything. */
export function toldIn(contest: ContestOfSubmission, now: Date): ContestFeedback {
  return contest === null || now >= endOf(contest) ? 'full' : contest.feedback;
}

/** Its contest says nothing of it, but that it does not compile. */
export function isWithheld(view: Exclude<SubmissionView, null>, told: ContestFeedback, verdict: Verdict | null): boolean {
  return view !== 'staff' && told === 'none' && verdict !== 'compile-error';
}

function ofProblem(policy: FeedbackPolicy | undefined, deadline: Date | null, now: Date): Pick<Feedback, 'level' | 'opened'> {
  switch (policy) {
    case undefined:
      return { level: 'verdict', opened: 'data' };
    case 'data-after-deadline':
      return { level: deadline !== null && deadline <= now ? 'data' : 'verdict', opened: 'data' };
    case 'nothing':
    case 'first-failing-test':
    case 'verdict':
    case 'validator-message':
      return { level: policy, opened: 'data' };
  }
}

/** No more than `most`, whatever the problem would show. */
export function restricted({ level, opened, ...rest }: Feedback, most: FeedbackLevel): Feedback {
  return { level: stricter(level, most), opened: stricter(opened, most), ...rest };
}

export function stricter(a: FeedbackLevel, b: FeedbackLevel): FeedbackLevel {
  return FEEDBACK_LEVELS.indexOf(a) <= FEEDBACK_LEVELS.indexOf(b) ? a : b;
}

/**
 * What is shown of one test. `what happened`: all but what is for staff; `message`: what was measured and what the validator says;
 * `verdict`: that alone.
 */
export type TestView = 'everything' | 'what happened' | 'message' | 'measured' | 'verdict' | 'nothing';

const VIEWS: Record<FeedbackLevel, TestView> = { nothing: 'nothing', 'first-failing-test': 'nothing', verdict: 'measured', 'validator-message': 'message', data: 'what happened' };

type Judged = Pick<TestResult, 'index' | 'group' | 'sample' | 'verdict'>;

/** In the order of `results`, which is the package's. */
export function testViews(view: Exclude<SubmissionView, null>, feedback: Feedback, { types, tests }: Pick<ProblemPackage, 'types' | 'tests'>, results: readonly Judged[]): TestView[] {
  if (view === 'staff') return results.map(() => 'everything');
  const upToFailure = feedback.level === 'first-failing-test' ? untilFailure(types.includes('scoring'), results) : new Set<number>();
  return results.map((result) => {
    const own = VIEWS[levelOf(feedback, result.sample, tests[result.index - 1])];
    return own === 'nothing' && upToFailure.has(result.index) ? 'verdict' : own;
  });
}

function levelOf({ level, opened }: Feedback, sample: boolean, test: TestCase | undefined): FeedbackLevel {
  return sample ? 'data' : test?.fullFeedback === true ? opened : level;
}

/** The first test that failed and all before it, which the number of that one tells of; where the problem scores, of each group. */
function untilFailure(scoring: boolean, results: readonly Judged[]): ReadonlySet<number> {
  const over = new Set<string>();
  return new Set(
    results.flatMap(({ index, group, verdict }) => {
      const key = scoring ? group : '';
      const before = !over.has(key);
      if (verdict !== 'accepted') over.add(key);
      return before && verdict !== 'skipped' ? [index] : [];
    }),
  );
}

/** How many tests there are, as far as that is told. */
export function testsTold(view: Exclude<SubmissionView, null>, feedback: Feedback, tests: readonly TestCase[]): number {
  if (view === 'staff' || feedback.level !== 'nothing') return tests.length;
  return tests.filter((test) => levelOf(feedback, test.sample, test) !== 'nothing').length;
}

/** Packages may keep their test groups, and what each gave points for, from contestants; where nothing is told of tests, so does this, but for contests that tell of groups alone. */
export function maySeeGroups(view: Exclude<SubmissionView, null>, feedback: Feedback, { showTestGroups }: Pick<ProblemPackage, 'showTestGroups'>): boolean {
  return view === 'staff' || (showTestGroups !== false && (feedback.level !== 'nothing' || feedback.contest === 'groups'));
}

/** What is told while it is judged. Where not every verdict is shown, neither is how far it has come. */
export function shownProgress(feedback: Feedback, tests: readonly TestCase[], progress: Progress): Progress {
  if (VIEWS[feedback.level] !== 'nothing') return progress;
  const latest = progress.latest.filter(({ index }) => {
    const test = tests[index - 1];
    return test !== undefined && VIEWS[levelOf(feedback, test.sample, test)] !== 'nothing';
  });
  return { ...progress, testsDone: 0, testsTotal: 0, latest };
}
