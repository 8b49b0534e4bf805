/** A verification as staff see it: each labelled submission, what was expected, what it came to; what the data is worth; and whether all that proves the version. */
import type { ProblemPackage } from '#contract/package.js';
import type { Verification, VerificationRow } from '#contract/problem.js';
import { presentDataCheck } from './data-check-view.js';
import { judgingState } from '#database/queue.js';
import type { selectOptionalVerification, VerifiedSubmission } from '#database/verifications.js';
import { judgeExpectation, type TimeRule } from './expectation.js';
import { groupScores } from './group-scores.js';
import { unprovedReasons } from './proof.js';

type Found = NonNullable<Awaited<ReturnType<typeof selectOptionalVerification>>>;

export function presentVerification(slug: string, { verification, version, submissions, data: check }: Found): Verification {
  const { acceptedToLimit, limitToTimeLimitExceeded } = version.package.timeMultipliers;
  const time = { limitMs: version.timeLimitMs, acFactor: acceptedToLimit, tleFactor: limitToTimeLimitExceeded };
  const judged = submissions.map((submission) => presentRow(submission, time, version.package));
  const labels = new Map(version.package.submissions.map((label) => [label.path, label]));
  const others = verification.unjudgeable.map(({ path, language, reason }): VerificationRow => ({
    submission: null, path, language, expected: labels.get(path)?.expected ?? [], state: 'unjudgeable', verdict: null, score: null, cpuMs: null, peakMemoryKib: null, asExpected: null, note: reason, tests: [],
  }));
  const order = new Map(version.package.submissions.map((label, index) => [label.path, index]));
  const rows = [...judged, ...others].sort((a, b) => (order.get(a.path) ?? 0) - (order.get(b.path) ?? 0));
  const data = check && presentDataCheck(check, version.package);
  const finished = rows.every((row) => row.state === 'finished' || row.state === 'unjudgeable') && data?.state !== 'queued' && data?.state !== 'checking';
  const shown: Omit<Verification, 'reasons'> = {
    id: verification.id,
    problem: slug,
    version: version.number,
    state: finished ? 'finished' : 'running',
    asExpected: allAsExpected(rows, data),
    createdAt: verification.createdAt.toISOString(),
    timeLimitMs: version.timeLimitMs,
    timeMargins: { acceptedToLimit, limitToTimeLimitExceeded },
    data,
    rows,
  };
  return { ...shown, reasons: unprovedReasons(shown) };
}

/** One surprise settles it. What was not judged or checked, or not yet, proves nothing, and neither does a package without submissions. */
function allAsExpected(rows: readonly VerificationRow[], data: Verification['data']): boolean | null {
  if (rows.some((row) => row.asExpected === false) || (data && (data.failed.length > 0 || data.failure !== null))) return false;
  return rows.length > 0 && rows.every((row) => row.asExpected === true) && data?.state === 'finished' ? true : null;
}

function presentRow({ submissionId, label, judging }: VerifiedSubmission, time: TimeRule, content: ProblemPackage): VerificationRow {
  const { verdict, score, cpuMs, peakMemoryKib } = judging;
  const tests = judging.tests ?? [];
  const cancelled = judging.cancelledAt !== null;
  const ofLanguage = { ...time, limitMs: judging.timeLimitMs ?? time.limitMs };
  const judgement = verdict === null ? null : judgeExpectation(label, { verdict, score, tests, groupScores: groupScores(content, tests, judging.graderAnswers) }, ofLanguage);
  return {
    submission: submissionId,
    path: label.path,
    language: judging.language,
    expected: label.expected,
    state: cancelled ? 'unjudgeable' : judgingState(judging),
    verdict, score, cpuMs, peakMemoryKib,
    asExpected: judgement?.asExpected ?? null,
    note: judgement === null ? (judging.reason ?? '') : [judgement.note, judging.reason].filter(Boolean).join(' '),
    tests: tests.map((test) => ({ index: test.index, name: test.name, verdict: test.verdict, cpuMs: test.cpuMs, peakMemoryKib: test.peakMemoryKib })),
  };
}
