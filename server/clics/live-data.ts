/** Submissions, judgements and runs as CLICS shapes them, read from the database in pages: a contest may have hundreds of thousands. */
import type { ClicsObject } from '#contract/clics.js';
import { listJudgedSubmissions, selectRunTests, type JudgedSubmission, type SubmissionChoice } from '#database/clics.js';
import type { Database } from '#database/connect.js';
import type { ContestRow, PackageScoring } from '#database/contests.js';
import { ofContest, scaled } from '../contests/formats/points.js';
import type { Audience } from './audience.js';
import { contestId, isPassFail, judgementTypeOf, teamId } from './configuration.js';
import { idOr, runId } from './ids.js';
import { seesMeasurements, seesParticipant, seesProgram, seesVerdict, verdictSeenAt } from './policy.js';
import { contestTime, seconds, timeOf } from './times.js';

const PAGE = 2000;

export interface LiveSubmission {
  row: JudgedSubmission;
  submission: ClicsObject<'submissions'>;
  /** Absent: not judged, or not for this audience. */
  judgement?: ClicsObject<'judgements'>;
  /** When the judgement could be seen. */
  judgementSeenAt?: Date;
}

/** Those that the audience may see, in the order in which they were made. */
export async function* liveSubmissions(db: Database, audience: Audience, choice: SubmissionChoice = {}): AsyncGenerator<LiveSubmission[]> {
  if (!audience.problems) return;
  let behind: JudgedSubmission | null = null;
  for (;;) {
    const rows: JudgedSubmission[] = await listJudgedSubmissions(db, audience.data.full.contest.id, choice, { behind, limit: PAGE });
    yield rows.flatMap((row) => presentRow(audience, row) ?? []);
    if (rows.length < PAGE) return;
    behind = rows.at(-1) ?? null;
  }
}

function presentRow(audience: Audience, row: JudgedSubmission): LiveSubmission | null {
  const { view, now, data: { full: { contest, problems }, people } } = audience;
  const person = people.get(row.participantId);
  const problem = problems.find(({ problemId }) => problemId === row.problemId);
  if (person === undefined || problem === undefined || !seesParticipant(view, person.participant)) return null;
  const submission: ClicsObject<'submissions'> = {
    id: row.id, language_id: row.language, problem_id: idOr(problem.slug, problem.problemId), team_id: teamId(person),
    time: timeOf(row.submittedAt), contest_time: contestTime(row.beganAt, row.submittedAt), entry_point: row.entryPoint,
    files: seesProgram(view, row) ? [{ href: `contests/${contestId(contest)}/submissions/${row.id}/files`, filename: 'files.zip', mime: 'application/zip' }] : [],
  };
  const { judging } = row;
  if (judging === null || judging.verdict === 'skipped' || !seesVerdict(view, contest, row, judging.verdict, now)) return { row, submission };
  return {
    row, submission,
    judgement: {
      id: judging.id, submission_id: row.id, judgement_type_id: judgementTypeOf(judging.verdict),
      ...scoreOf(contest, judging, problem.points, audience.data.scoring.get(problem.problemId)),
      start_time: timeOf(judging.startedAt), start_contest_time: contestTime(row.beganAt, judging.startedAt),
      end_time: timeOf(judging.finishedAt), end_contest_time: contestTime(row.beganAt, judging.finishedAt),
      ...(judging.cpuMs === null || !seesMeasurements(view) ? {} : { max_run_time: seconds(judging.cpuMs) }),
    },
    judgementSeenAt: verdictSeenAt(view, contest, judging.finishedAt),
  };
}

/** As the contest counts it. Where scores are costs, what was rejected has none. */
function scoreOf(contest: ContestRow, { verdict, score }: NonNullable<JudgedSubmission['judging']>, points: number | null, scoring: PackageScoring | undefined): { score?: number } {
  const { most, lowerIsBetter } = scoring ?? { most: null, lowerIsBetter: false };
  if (isPassFail(contest) || (lowerIsBetter && verdict !== 'accepted')) return {};
  return { score: Math.max(0, score === null ? scaled({ atMs: 0, verdict, score }, { points: points ?? most }) : ofContest(score, points, most)) };
}

/** By judging. All tests of a judging become known at once, when it is finished. */
export async function liveRuns(db: Database, audience: Audience, submissions: readonly LiveSubmission[]): Promise<Map<string, ClicsObject<'runs'>[]>> {
  const seen = seesMeasurements(audience.view) ? submissions.filter(({ judgement }) => judgement !== undefined) : [];
  const tests = await selectRunTests(db, seen.flatMap(({ judgement }) => judgement?.id ?? []));
  return new Map(seen.flatMap(({ judgement }) => (judgement === undefined ? [] : [[judgement.id, (tests.get(judgement.id) ?? []).map(({ ordinal, verdict, cpuMs }) => ({
    id: runId(judgement.id, ordinal), judgement_id: judgement.id, ordinal, judgement_type_id: judgementTypeOf(verdict),
    time: judgement.end_time, contest_time: judgement.end_contest_time, run_time: seconds(cpuMs),
  }))]])));
}
