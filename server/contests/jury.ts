/** A contest as its jury watches it while it runs. */
import type { JuryOverview, JuryProblem, JurySubmission, JuryWarning } from '#contract/contest-jury.js';
import type { VerificationSummary } from '#contract/problem.js';
import type { ProofState } from '#contract/publication.js';
import { countBalloons } from '#database/balloons.js';
import type { Database } from '#database/connect.js';
import type { ContestProblemRow, FullContest } from '#database/contests.js';
import { listContestErrors, selectDifficulty, selectFirstSolves, selectNewestVersions, selectUnanswered, selectWaitingInContest, type FirstSolve, type JurySubmissionRow, type NewestVersion, type ProblemDifficulty } from '#database/jury.js';
import { countWaitingPrints } from '#database/prints.js';
import { selectLastVerifications } from '#database/verification-list.js';
import { verificationSummaries } from '../problems/verification-summary.js';
import { proofState } from '../problems/version-view.js';
import { presentSummary } from '../submissions/present.js';
import { balloonsUntil } from './times.js';

const MOST_ERRORS = 50;

/** Keeps what it has found out about verifications. */
export function juryOverviews(db: Database): (full: FullContest) => Promise<JuryOverview> {
  const summariesOf = verificationSummaries();
  return async ({ contest, problems }) => {
    const ids = problems.map(({ problemId }) => problemId);
    const [difficulty, firsts, versions, last, errors, waiting, unanswered, balloons, prints] = await Promise.all([
      selectDifficulty(db, contest.id), selectFirstSolves(db, contest.id), selectNewestVersions(db, contest.id), selectLastVerifications(db, ids), listContestErrors(db, contest.id, MOST_ERRORS),
      selectWaitingInContest(db, contest.id), selectUnanswered(db, contest.id), countBalloons(db, contest.id, balloonsUntil(contest)), countWaitingPrints(db, contest.id),
    ]);
    const summaries = await summariesOf(db, [...last.values()]);
    const listed = problems.map((problem) => presentProblem(problem, {
      difficulty: difficulty.get(problem.problemId),
      first: firsts.find(({ problemId }) => problemId === problem.problemId),
      version: versions.find(({ problemId }) => problemId === problem.problemId),
      verification: summaries.get(last.get(problem.problemId)?.id ?? '') ?? null,
    }));
    return {
      waiting, prints: { waiting: prints },
      unanswered: { questions: unanswered.questions, oldestAt: unanswered.oldestAt?.toISOString() ?? null },
      balloons: contest.balloons === 'off' ? { waiting: 0, recalled: 0 } : balloons,
      problems: listed,
      errors: errors.map(({ submissionId, label, participant, language, reason, judge, finishedAt }) => ({ submission: submissionId, label, participant, language, reason: reason ?? '', judge, at: finishedAt.toISOString() })),
      warnings: juryWarnings(listed, waiting),
    };
  };
}

function presentProblem(
  { label, slug, name, color }: ContestProblemRow,
  { difficulty, first, version, verification }: { difficulty: ProblemDifficulty | undefined; first: FirstSolve | undefined; version: NewestVersion | undefined; verification: VerificationSummary | null },
): JuryProblem {
  const { tried, solved, submissions, waiting, judgeErrors, triesOfSolvers, languages } = difficulty ?? { tried: 0, solved: 0, submissions: 0, waiting: 0, judgeErrors: 0, triesOfSolvers: 0, languages: [] };
  return {
    label, slug, name, color, tried, solved, submissions, waiting, judgeErrors, languages,
    triesPerSolve: solved === 0 ? null : triesOfSolvers / solved,
    first: first === undefined ? null : { participant: first.participant, submission: first.submissionId, atSeconds: secondsOf(first.atMs) },
    version: { current: version?.current ?? null, newest: version?.newest ?? 1, proof: proofOf(version, verification) },
  };
}

function proofOf(version: NewestVersion | undefined, verification: VerificationSummary | null): ProofState {
  if (version?.how === 'shipped' || version?.how === 'proved') return 'proved';
  return proofState(verification?.version === version?.newest ? verification : null);
}

/** From so many participants and submissions on it is no accident that nobody has solved a problem. */
const MANY_TRIED = 5;
const MANY_TRIES = 15;
const LONG_SECONDS = 60;

/** Worst first. Pure. */
export function juryWarnings(problems: readonly JuryProblem[], waiting: JuryOverview['waiting']): JuryWarning[] {
  const failed = problems.reduce((sum, { judgeErrors }) => sum + judgeErrors, 0);
  const slow = waiting.oldestSeconds !== null && waiting.oldestSeconds >= LONG_SECONDS;
  return [
    ...(failed > 0 ? [{ kind: 'judge-errors' as const, submissions: failed }] : []),
    ...(slow ? [{ kind: 'slow' as const, seconds: waiting.oldestSeconds ?? 0, submissions: waiting.submissions }] : []),
    ...problems.filter(({ tried, submissions, solved }) => solved === 0 && tried >= MANY_TRIED && submissions >= MANY_TRIES).map(({ label, tried, submissions }) => ({ kind: 'unsolved' as const, label, participants: tried, submissions })),
    ...problems.filter(({ version }) => version.proof !== 'proved').map(({ label, slug, version }) => ({ kind: 'unproved' as const, label, slug, version: version.newest, proof: version.proof })),
    ...problems.filter(({ version }) => version.current !== version.newest).map(({ label, slug, version }) => ({ kind: 'not-current' as const, label, slug, version: version.newest })),
  ];
}

export function presentJurySubmission({ label, participant, atMs, ...listed }: JurySubmissionRow): JurySubmission {
  return { ...presentSummary(listed, 'staff'), label, participant, atSeconds: secondsOf(atMs) };
}

const secondsOf = (ms: number) => Math.max(0, Math.floor(ms / 1000));
