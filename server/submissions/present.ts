/** A submission as somebody may see it: what the policy hides is absent. The only way out of the database for one. */
import type { CompileResult, TestResult } from '#contract/judging.js';
import type { FileRef, TestCase } from '#contract/package.js';
import type { JudgingFacts, Submission, SubmissionSummary } from '#contract/submission.js';
import { readBlobStart } from '#database/blobs.js';
import type { Database } from '#database/connect.js';
import { judgingState } from '#database/queue.js';
import { selectSubmissionFiles, type FullSubmission, type JudgingHistory, type JudgingRow, type ListedSubmission } from '#database/submissions.js';
import { queueOf } from './estimate.js';
import { presentGroups } from './groups.js';
import { maySeeGroups, testView, type SubmissionView } from './policy.js';

const SHOWN_BYTES = 4096;
/** Samples of which input and answer are sent along. */
const MOST_SHOWN = 40;

export function presentSummary({ submission, judging, problem, owner }: ListedSubmission): SubmissionSummary {
  return {
    id: submission.id, problem: problem.slug, problemName: problem.name, language: submission.language, user: owner.username, submittedAt: submission.submittedAt.toISOString(),
    state: judgingState(judging), ...measured(judging),
  };
}

export async function presentSubmission(db: Database, found: FullSubmission, view: Exclude<SubmissionView, null>): Promise<Submission> {
  const { submission, judging, version, problem } = found;
  const state = judgingState(judging);
  const groupsSeen = maySeeGroups(view, version.package);
  const [files, queue, tests] = await Promise.all([
    selectSubmissionFiles(db, submission.id),
    state === 'queued' ? queueOf(db, submission.id) : undefined,
    presentTests(db, judging.tests ?? [], version.package.tests, view, groupsSeen),
  ]);
  return {
    id: submission.id,
    problem: problem.slug,
    problemName: problem.name,
    language: submission.language,
    user: found.ownerUsername ?? submission.label?.path ?? '',
    submittedAt: submission.submittedAt.toISOString(),
    state,
    ...measured(judging),
    ...(queue ? { queue: { ...queue, waitedSeconds: Math.max(0, (Date.now() - judging.queuedAt.getTime()) / 1000) } } : {}),
    times: { queuedAt: judging.queuedAt.toISOString(), claimedAt: instant(judging.claimedAt), finishedAt: instant(judging.finishedAt) },
    seenAs: view,
    ...(view === 'shared' ? {} : { shared: submission.shareToken !== null }),
    files: files.map(({ name, content }) => ({ name, content: content.toString('utf8') })),
    ...(submission.entryPoint === null ? {} : { entryPoint: submission.entryPoint }),
    ...(judging.compile === null ? {} : { compile: presentCompile(judging.compile, view) }),
    tests,
    testsTotal: version.package.tests.length,
    ...(groupsSeen ? { groups: presentGroups(version.package, judging.tests ?? []) } : {}),
    timeLimitMs: judging.timeLimitMs ?? version.timeLimitMs,
    memoryLimitKib: judging.memoryLimitKib ?? version.package.limits.memoryKib,
    ...(judging.languageVersion === null ? {} : { languageVersion: judging.languageVersion }),
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

function measured({ finishedAt, verdict, score, cpuMs, wallMs, peakMemoryKib }: Omit<JudgingRow, 'tests' | 'compile'>) {
  if (finishedAt === null || verdict === null) return {};
  return { verdict, score, cpuMs, wallMs, peakMemoryKib };
}

function forStaff({ judge, attempt, reason }: JudgingRow) {
  return { ...(judge === null ? {} : { judge }), attempt, ...(reason === null ? {} : { reason }) };
}

async function presentTests(db: Database, results: readonly TestResult[], tests: readonly TestCase[], view: Exclude<SubmissionView, null>, groupsSeen: boolean): Promise<Submission['tests']> {
  let shown = 0;
  return Promise.all(
    results.map(async (result) => {
      const test = tests[result.index - 1];
      const sees = testView(view, { sample: result.sample, fullFeedback: test?.fullFeedback === true });
      const data = sees !== 'verdict' && test && result.verdict !== 'skipped' && shown++ < MOST_SHOWN ? await startOfTest(db, test) : {};
      return { ...visibleResult(result, sees, groupsSeen), ...data };
    }),
  );
}

function visibleResult(result: TestResult, sees: ReturnType<typeof testView>, groupsSeen: boolean): Submission['tests'][number] {
  switch (sees) {
    case 'everything':
      return result;
    case 'what happened': {
      const { judgeMessage: _judgeMessage, ...rest } = result;
      return rest;
    }
    case 'verdict': {
      const { index, group, sample, verdict, score, cpuMs, wallMs, peakMemoryKib, repeatedCpuMs } = result;
      return { index, ...(groupsSeen ? { group, score } : {}), sample, verdict, cpuMs, wallMs, peakMemoryKib, ...(repeatedCpuMs ? { repeatedCpuMs } : {}) };
    }
  }
}

/** What a test is made of, as far as it is shown. */
export async function startOfTest(db: Database, test: TestCase): Promise<{ input: string; answer: string }> {
  const start = async (file: FileRef) => (await readBlobStart(db, file.hash, SHOWN_BYTES)).toString('utf8').replaceAll('\u0000', '\u2400');
  const [input, answer] = await Promise.all([start(test.display?.input ?? test.input), start(test.display?.answer ?? test.answer)]);
  return { input, answer };
}
