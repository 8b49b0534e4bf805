/** What the Contest API of CLICS asks of a contest: its problems as they are judged, its submissions with the judging that counts. */
import { and, asc, eq, gt, gte, isNotNull, ne, sql } from 'drizzle-orm';
import type { ProblemPackage } from '#contract/package.js';
import type { Verdict } from '#contract/verdict.js';
import type { Querier } from './connect.js';
import { BEGAN } from './contest-results.js';
import { clarifications, commentary, contestProblems, contestResults, contests, participants } from './contest-schema.js';
import { contestGroups, contestOrganizations } from './contest-teams-schema.js';
import { judgings, problems, problemVersions, submissions } from './schema.js';

export interface JudgedProblemRow {
  problemId: string;
  timeLimitMs: number | null;
  tests: number;
  /** Those that contestants are told of. */
  toldTests: number;
  uuid: string | null;
  types: ProblemPackage['types'];
}

/** As their current versions say; without those that have none. */
export async function listJudgedProblems(db: Querier, contestId: string): Promise<JudgedProblemRow[]> {
  return db
    .select({
      problemId: problems.id, timeLimitMs: problemVersions.timeLimitMs, types: problems.types,
      tests: sql<number>`jsonb_array_length(${problemVersions.package}->'tests')`,
      // As testsTold of server/submissions/feedback.ts counts them.
      toldTests: sql<number>`(select count(*)::int from jsonb_array_elements(${problemVersions.package}->'tests') t
        where ${problemVersions.package}->>'feedback' is distinct from 'nothing' or (t->>'sample')::boolean or (t->>'fullFeedback')::boolean)`,
      uuid: sql<string | null>`${problemVersions.package}->>'uuid'`,
    })
    .from(contestProblems)
    .innerJoin(problems, eq(problems.id, contestProblems.problemId))
    .innerJoin(problemVersions, eq(problemVersions.id, problems.currentVersionId))
    .where(eq(contestProblems.contestId, contestId));
}

export type ContestGroupRow = typeof contestGroups.$inferSelect;
export type ContestOrganizationRow = typeof contestOrganizations.$inferSelect;

/** Those that were brought in. */
export async function listContestGroups(db: Querier, contestId: string): Promise<ContestGroupRow[]> {
  return db.select().from(contestGroups).where(eq(contestGroups.contestId, contestId)).orderBy(asc(contestGroups.name));
}

export async function listContestOrganizations(db: Querier, contestId: string): Promise<ContestOrganizationRow[]> {
  return db.select().from(contestOrganizations).where(eq(contestOrganizations.contestId, contestId)).orderBy(asc(contestOrganizations.name));
}

/** Ids of languages in which somebody has submitted. */
export async function listUsedLanguages(db: Querier, contestId: string): Promise<string[]> {
  const rows = await db.selectDistinct({ language: submissions.language }).from(submissions).where(eq(submissions.contestId, contestId));
  return rows.map(({ language }) => language);
}

export interface JudgedSubmission {
  id: string;
  participantId: string;
  problemId: string;
  language: string;
  entryPoint: string | null;
  submittedAt: Date;
  /** When the contest began for its participant. */
  beganAt: Date;
  /** The judging whose verdict the standings count; null: it has none yet. */
  judging: { id: string; verdict: Verdict; score: number | null; startedAt: Date; finishedAt: Date; cpuMs: number | null } | null;
}

export interface SubmissionChoice {
  /** Only those that have changed after this seq of the contest. */
  changedAfter?: number;
  submissionId?: string;
  judgingId?: string;
}

/** In the order in which they were made, behind one of them: that of their changes would tell when hidden verdicts were reached. */
export async function listJudgedSubmissions(db: Querier, contestId: string, choice: SubmissionChoice, page: { behind: Pick<JudgedSubmission, 'id'> | null; limit: number }): Promise<JudgedSubmission[]> {
  const rows = await db
    .select({
      id: contestResults.submissionId, participantId: contestResults.participantId, problemId: contestResults.problemId, language: submissions.language, entryPoint: submissions.entryPoint,
      submittedAt: contestResults.submittedAt, beganAt: sql<Date>`${BEGAN}`.mapWith(contests.startsAt),
      verdict: contestResults.verdict, score: contestResults.score, judgedAt: contestResults.judgedAt,
      judgingId: judgings.id, claimedAt: judgings.claimedAt, cpuMs: judgings.cpuMs,
    })
    .from(contestResults)
    .innerJoin(contests, eq(contests.id, contestResults.contestId))
    .innerJoin(participants, eq(participants.id, contestResults.participantId))
    .innerJoin(submissions, eq(submissions.id, contestResults.submissionId))
    // Of a submission that is judged again, the judging that counts until the new one has come to something else.
    .leftJoin(judgings, and(eq(judgings.submissionId, contestResults.submissionId), eq(judgings.finishedAt, contestResults.judgedAt)))
    .where(and(
      eq(contestResults.contestId, contestId),
      eq(submissions.contestId, contestId),
      page.behind === null ? undefined : sql`(${submissions.submittedAt}, ${submissions.id}) > (select submitted_at, id from submissions where id = ${page.behind.id})`,
      choice.changedAfter === undefined ? undefined : gt(contestResults.seq, choice.changedAfter),
      choice.submissionId === undefined ? undefined : eq(contestResults.submissionId, choice.submissionId),
      choice.judgingId === undefined ? undefined : eq(judgings.id, choice.judgingId),
    ))
    .orderBy(asc(submissions.submittedAt), asc(submissions.id))
    .limit(page.limit);
  return rows.map(({ verdict, score, judgedAt, judgingId, claimedAt, cpuMs, ...row }) => ({
    ...row,
    judging: verdict === null || judgedAt === null || judgingId === null ? null : { id: judgingId, verdict, score, cpuMs, startedAt: claimedAt ?? judgedAt, finishedAt: judgedAt },
  }));
}

export interface RunTest {
  ordinal: number;
  verdict: Verdict;
  cpuMs: number;
}

/** By judging, the tests that were run. */
export async function selectRunTests(db: Querier, judgingIds: readonly string[]): Promise<Map<string, RunTest[]>> {
  if (judgingIds.length === 0) return new Map();
  const { rows } = await db.execute<{ id: string; tests: RunTest[] }>(sql`
    select j.id, coalesce(jsonb_agg(jsonb_build_object('ordinal', t->'index', 'verdict', t->'verdict', 'cpuMs', t->'cpuMs') order by (t->>'index')::int) filter (where t->>'verdict' <> 'skipped'), '[]') as tests
    from judgings j left join lateral jsonb_array_elements(coalesce(j.tests, '[]')) t on true
    where j.id = any(${sql.param([...judgingIds])}::uuid[])
    group by j.id`);
  return new Map(rows.map(({ id, tests }) => [id, tests]));
}

/** Judgings that counted until another one did, since a time. */
export async function listSupersededJudgings(db: Querier, contestId: string, since: Date): Promise<{ id: string; submissionId: string }[]> {
  return db
    .select({ id: judgings.id, submissionId: judgings.submissionId })
    .from(contestResults)
    .innerJoin(judgings, eq(judgings.submissionId, contestResults.submissionId))
    .where(and(eq(contestResults.contestId, contestId), gte(contestResults.judgedAt, since), isNotNull(judgings.finishedAt), ne(judgings.finishedAt, contestResults.judgedAt)));
}

export interface ContestPulse {
  contestId: string;
  seq: number;
  shapeSeq: number;
  /** Changes whenever something is asked, answered or announced. */
  clarifications: string;
  /** Changes whenever an analyst says something, or takes it back. */
  commentary: string;
}

/** Whether something is new, of many contests at once. */
export async function listPulses(db: Querier, contestIds: readonly string[]): Promise<ContestPulse[]> {
  if (contestIds.length === 0) return [];
  return db
    .select({
      contestId: contests.id, seq: contests.seq, shapeSeq: contests.shapeSeq,
      // Columns by their names: of one table alone they would be written without it, and mean those of the inner ones.
      clarifications: sql<string>`(select count(*) || ' ' || coalesce(max(greatest(c.asked_at, c.answered_at))::text, '') from ${clarifications} c where c.contest_id = contests.id)`,
      commentary: sql<string>`(select count(*) || ' ' || coalesce(max(c.said_at)::text, '') from ${commentary} c where c.contest_id = contests.id)`,
    })
    .from(contests)
    .where(sql`${contests.id} = any(${sql.param([...contestIds])}::uuid[])`);
}
