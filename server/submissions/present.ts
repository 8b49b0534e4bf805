/** A submission as somebody may see it: what the policy hides is absent. The only way out of the database for one. */
import type { ContestFeedback } from '#contract/contest.js';
import type { CompileResult, TestResult } from '#contract/judging.js';
import type { FileRef, ProblemPackage, TestCase } from '#contract/package.js';
import type { JudgingFacts, Submission, SubmissionSummary } from '#contract/submission.js';
import { readBlobStart } from '#database/blobs.js';
import type { Database } from '#database/connect.js';
import { selectOptionalDeadline } from '#database/contests.js';
import { judgingState } from '#database/queue.js';
import { selectSubmissionFiles, type FullSubmission, type JudgingHistory, type JudgingRow, type ListedSubmission } from '#database/submissions.js';
import { statedLimits } from '#judge/core/stated-limits.js';
import { queueOf } from './estimate.js';
import { feedbackOf, isWithheld, maySeeGroups, testsTold, testViews, toldIn, type Feedback, type TestView } from './feedback.js';
import { presentGroups } from './groups.js';
import { isLinkClosed, type SubmissionView } from './policy.js';

const SHOWN_BYTES = 4096;
/** Samples of which input and answer are sent along. */
const MOST_SHOWN = 40;

/** `view`: how the caller sees all of the list. */
export function presentSummary({ submission, judging, problem, owner, passedPretests, contest }: ListedSubmission, view: 'staff' | 'owner'): SubmissionSummary {
  const told = toldIn(contest, new Date());
  return {
    id: submission.id, problem: problem.slug, problemName: problem.name, language: submission.language, user: owner.username, submittedAt: submission.submittedAt.toISOString(),
    ...come(judging, passedPretests, view, told),
  };
}

/** What people other than staff are shown of its tests now. */
export async function feedbackFor(db: Database, { submission, version, contest }: Pick<FullSubmission, 'submission' | 'version' | 'contest'>): Promise<Feedback> {
  const { feedback } = version.package;
  return feedbackOf(feedback, feedback === 'data-after-deadline' ? await selectOptionalDeadline(db, submission.problemId) : null, contest, new Date());
}

export async function presentSubmission(db: Database, found: FullSubmission, view: Exclude<SubmissionView, null>): Promise<Submission> {
  const { submission, judging, version, problem, passedPretests } = found;
  const feedback = await feedbackFor(db, found);
  const withheld = isWithheld(view, feedback.contest, judging.verdict);
  const state = withheld ? 'finished' : judgingState(judging);
  const groupsSeen = !withheld && maySeeGroups(view, feedback, version.package);
  const [files, queue, tests] = await Promise.all([
    selectSubmissionFiles(db, submission.id),
    state === 'queued' ? queueOf(db, submission.id) : undefined,
    presentTests(db, withheld ? [] : (judging.tests ?? []), found, testViews(view, feedback, version.package, withheld ? [] : (judging.tests ?? [])), groupsSeen),
  ]);
  return {
    id: submission.id,
    problem: problem.slug,
    problemName: problem.name,
    language: submission.language,
    user: found.ownerUsername ?? submission.label?.path ?? '',
    submittedAt: submission.submittedAt.toISOString(),
    ...come(judging, passedPretests, view, feedback.contest),
    ...(queue ? { queue: { ...queue, waitedSeconds: Math.max(0, (Date.now() - judging.queuedAt.getTime()) / 1000) } } : {}),
    times: { queuedAt: judging.queuedAt.toISOString(), claimedAt: withheld ? null : instant(judging.claimedAt), finishedAt: withheld ? null : instant(judging.finishedAt) },
    seenAs: view,
    ...(view === 'shared' ? {} : { shared: submission.shareToken !== null, ...(isLinkClosed(found, new Date()) ? { linkClosed: true as const } : {}) }),
    files: files.map(({ name, content }) => ({ name, content: content.toString('utf8') })),
    ...(submission.entryPoint === null ? {} : { entryPoint: submission.entryPoint }),
    ...(judging.compile === null || withheld ? {} : { compile: presentCompile(judging.compile, view) }),
    ...(view === 'staff' ? {} : { feedback: feedback.level, ...(feedback.contest === 'full' ? {} : { contestTells: feedback.contest }) }),
    tests,
    testsTotal: withheld ? 0 : testsTold(view, feedback, version.package.tests),
    ...(groupsSeen ? { groups: presentGroups(version.package, judging.tests ?? [], judging.graderAnswers).map((group) => (view !== 'staff' && feedback.contest === 'groups' ? { ...group, tests: [] } : group)) } : {}),
    timeLimitMs: judging.timeLimitMs ?? version.timeLimitMs,
    memoryLimitKib: judging.memoryLimitKib ?? version.package.limits.memoryKib,
    ...(judging.languageVersion === null || withheld ? {} : { languageVersion: judging.languageVersion }),
    ...(view === 'staff' ? forStaff(judging) : {}),
  };
}

/** That it was kept tells others that somebody has sent the very same before. */
function presentCompile({ cached, ...compile }: CompileResult, view: SubmissionView): CompileResult {
  return view === 'staff' && cached !== undefined ? { ...compile, cached } : compile;
}

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;

/** For staff only. */
export function presentJudging({ judging, version, judge }: JudgingHistory): JudgingFacts {
  const { id, current, mode, priority, attempt, releases, verdict, score, cpuMs, wallMs, peakMemoryKib, reason, languageVersion, timeLimitMs, memoryLimitKib, compile } = judging;
  const offered = judge?.languages.find((language) => language.id === judging.language);
  return {
    id, current, mode, priority, attempt, releases, verdict, score, cpuMs, wallMs, peakMemoryKib, reason, languageVersion, timeLimitMs, memoryLimitKib, compile,
    state: judgingState(judging),
    packageVersion: version.number,
    outputLimitKib: version.outputKib,
    queuedAt: judging.queuedAt.toISOString(),
    claimedAt: instant(judging.claimedAt),
    finishedAt: instant(judging.finishedAt),
    cancelledAt: instant(judging.cancelledAt),
    judge: judging.judge,
    judgeHost: judge?.host ?? null,
    compileCommand: offered?.compileCommand ?? null,
    runCommand: offered?.runCommand ?? null,
    tests: (judging.tests ?? []).map(({ output: _output, stderr: _stderr, interaction: _interaction, interactionCut: _cut, ...test }) => test),
  };
}

/** What is told of the whole: where a contest tells of groups alone, nothing that was measured of its slowest test. */
function come(judging: Omit<JudgingRow, 'tests' | 'compile'>, passedPretests: boolean | null, view: Exclude<SubmissionView, null>, told: ContestFeedback): Pick<SubmissionSummary, 'state' | 'withheld' | 'pretests' | 'failedSystemTest' | 'verdict' | 'score' | 'cpuMs' | 'wallMs' | 'peakMemoryKib'> {
  if (isWithheld(view, told, judging.verdict)) return { state: 'finished', withheld: true };
  const { verdict, score, ...used } = measured(judging);
  return { state: judgingState(judging), ...(verdict === undefined ? {} : { verdict, score }), ...(view === 'staff' || told === 'full' ? used : {}), ...tested(judging, passedPretests) };
}

function measured({ finishedAt, verdict, score, cpuMs, wallMs, peakMemoryKib }: Omit<JudgingRow, 'tests' | 'compile'>) {
  if (finishedAt === null || verdict === null) return { verdict: undefined };
  return { verdict, score, cpuMs, wallMs, peakMemoryKib };
}

function tested({ onlyTests, verdict }: Pick<JudgingRow, 'onlyTests' | 'verdict'>, passedPretests: boolean | null): Pick<SubmissionSummary, 'pretests' | 'failedSystemTest'> {
  if (onlyTests !== null) return { pretests: true };
  return passedPretests === true && verdict !== null && verdict !== 'accepted' ? { failedSystemTest: true } : {};
}

function forStaff({ judge, attempt, reason }: JudgingRow) {
  return { ...(judge === null ? {} : { judge }), attempt, ...(reason === null ? {} : { reason }) };
}

async function presentTests(db: Database, results: readonly TestResult[], { submission, version }: Pick<FullSubmission, 'submission' | 'version'>, views: readonly TestView[], groupsSeen: boolean): Promise<Submission['tests']> {
  const content = version.package;
  let shown = 0;
  const all = await Promise.all(
    results.map(async (result, at) => {
      const test = content.tests[result.index - 1];
      const sees = views[at] ?? 'nothing';
      const visible = visibleResult(result, sees, content, groupsSeen);
      const whole = sees === 'everything' || sees === 'what happened';
      const limits = test?.limits && version.timeLimitMs !== null && sees !== 'verdict' ? statedLimits(content, submission.language, version.timeLimitMs, test) : null;
      return visible && { ...visible, ...(limits ? { timeLimitMs: limits.timeMs, memoryLimitKib: limits.memoryKib } : {}), ...(whole && test && result.verdict !== 'skipped' && shown++ < MOST_SHOWN ? await startOfTest(db, test) : {}) };
    }),
  );
  return all.filter((test) => test !== null);
}

/** Null: nothing of it is shown. */
function visibleResult(result: TestResult, sees: TestView, { validator }: ProblemPackage, groupsSeen: boolean): Submission['tests'][number] | null {
  const { index, group, sample, verdict, score, cpuMs, wallMs, peakMemoryKib, repeatedCpuMs } = result;
  const measured = { index, ...(groupsSeen ? { group, score } : {}), sample, verdict, cpuMs, wallMs, peakMemoryKib, ...(repeatedCpuMs ? { repeatedCpuMs } : {}) };
  switch (sees) {
    case 'everything':
      return result;
    case 'what happened': {
      const { judgeMessage: _judgeMessage, ...rest } = result;
      return rest;
    }
    case 'message':
      return { ...measured, message: messageOf(result, validator) };
    case 'measured':
      return measured;
    case 'verdict':
      return { index, ...(groupsSeen ? { group } : {}), sample, verdict };
    case 'nothing':
      return null;
  }
}

/** What a validator says to contestants. testlib has one comment for all; what the default validator finds quotes the answer, and is no message. */
function messageOf({ message, judgeMessage = '' }: TestResult, validator: ProblemPackage['validator']): string {
  if (validator.kind === 'default') return '';
  return validator.protocol === 'testlib' ? message || judgeMessage : message;
}

/** What a test is made of, as far as it is shown. */
export async function startOfTest(db: Database, test: TestCase): Promise<{ input: string; answer: string }> {
  const start = async (file: FileRef) => (await readBlobStart(db, file.hash, SHOWN_BYTES)).toString('utf8').replaceAll('\u0000', '\u2400');
  const [input, answer] = await Promise.all([start(test.display?.input ?? test.input), start(test.display?.answer ?? test.answer)]);
  return { input, answer };
}
