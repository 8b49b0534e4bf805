/** What the jury of a contest watches: how hard its problems turn out, what waits, and what the judge failed at. */
import { and, desc, eq, ilike, isNull, sql } from 'drizzle-orm';
import type { PublicationKind } from '#contract/publication.js';
import type { SubmissionState } from '#contract/submission.js';
import type { Verdict } from '#contract/verdict.js';
import type { Querier } from './connect.js';
import { BEGAN } from './contest-results.js';
import { clarifications, contestProblems, contestResults, contests, participants } from './contest-schema.js';
import { containsPattern, decodeCursor, isUuid, toPage, type Page, type PageRequest } from './page.js';
import { isInState } from './queue.js';
import { accounts, judgings, problems, submissions } from './schema.js';
import { CONTEST_OF_SUBMISSION, LISTED_JUDGING, type ListedSubmission } from './submissions.js';

export interface ProblemDifficulty {
  tried: number;
  solved: number;
  submissions: number;
  waiting: number;
  judgeErrors: number;
  /** Judged tries of those who have solved it, up to the solving one. */
  triesOfSolvers: number;
  languages: { language: string; submissions: number; accepted: number }[];
}

/** By the problem's id, of those to which somebody has submitted. Hidden participants are not counted: they are the jury's own. */
export async function selectDifficulty(db: Querier, contestId: string): Promise<Map<string, ProblemDifficulty>> {
  const { rows } = await db.execute<Record<string, unknown> & ProblemDifficulty & { problem: string }>(sql`
    with results as (
      select r.problem_id, r.participant_id, r.verdict, r.submitted_at, s.language,
        min(r.submitted_at) filter (where r.verdict = 'accepted') over (partition by r.problem_id, r.participant_id) as solved_at
      from contest_results r join participants p on p.id = r.participant_id join submissions s on s.id = r.submission_id
      where r.contest_id = ${contestId} and not p.hidden
    ), languages as (
      select problem_id, language, count(*)::int as submissions, (count(*) filter (where verdict = 'accepted'))::int as accepted from results group by 1, 2
    )
    select problem_id as problem, count(distinct participant_id)::int as tried, (count(distinct participant_id) filter (where verdict = 'accepted'))::int as solved,
      count(*)::int as submissions, (count(*) filter (where verdict is null))::int as waiting, (count(*) filter (where verdict = 'judge-error'))::int as "judgeErrors",
      (count(*) filter (where submitted_at <= solved_at and verdict not in ('judge-error', 'compile-error')))::int as "triesOfSolvers",
      (select json_agg(json_build_object('language', l.language, 'submissions', l.submissions, 'accepted', l.accepted) order by l.submissions desc, l.language) from languages l where l.problem_id = results.problem_id) as languages
    from results group by problem_id`);
  return new Map(rows.map(({ problem, ...counts }) => [problem, counts]));
}

export interface FirstSolve {
  problemId: string;
  submissionId: string;
  participant: string;
  submittedAt: Date;
  /** Milliseconds since their start. */
  atMs: number;
}

/** Who solved each problem first, in the order in which they did. Those out of competition are never the first. */
export async function selectFirstSolves(db: Querier, contestId: string): Promise<FirstSolve[]> {
  const rows = await db
    .selectDistinctOn([contestResults.problemId], {
      problemId: contestResults.problemId, submissionId: contestResults.submissionId, participant: participants.name, submittedAt: contestResults.submittedAt,
      atMs: sql<number>`(extract(epoch from ${contestResults.submittedAt} - ${BEGAN}) * 1000)::float8`,
    })
    .from(contestResults)
    .innerJoin(participants, eq(participants.id, contestResults.participantId))
    .innerJoin(contests, eq(contests.id, contestResults.contestId))
    .where(and(eq(contestResults.contestId, contestId), eq(contestResults.verdict, 'accepted'), eq(participants.hidden, false), eq(participants.unofficial, false), isNull(participants.disqualifiedAt)))
    .orderBy(contestResults.problemId, sql`${contestResults.submittedAt} - ${BEGAN}`, contestResults.submissionId);
  return rows.sort((a, b) => a.submittedAt.getTime() - b.submittedAt.getTime());
}

export interface NewestVersion {
  problemId: string;
  /** Null: none is published. */
  current: number | null;
  newest: number;
  /** How the newest was published last; null: it was not. */
  how: PublicationKind | null;
}

export async function selectNewestVersions(db: Querier, contestId: string): Promise<NewestVersion[]> {
  const { rows } = await db.execute<{ problemId: string; current: number | null; newest: number; how: PublicationKind | null }>(sql`
    select p.id as "problemId", v.number as newest,
      (select c.number from problem_versions c where c.id = p.current_version_id and exists (select from publications u where u.problem_id = p.id)) as current,
      (select u.how from publications u where u.version_id = v.id order by u.published_at desc limit 1) as how
    from contest_problems cp join problems p on p.id = cp.problem_id
    join lateral (select id, number from problem_versions where problem_id = p.id order by number desc limit 1) v on true
    where cp.contest_id = ${contestId}`);
  return rows;
}

export interface ContestError {
  submissionId: string;
  label: string;
  participant: string;
  language: string;
  reason: string | null;
  judge: string | null;
  finishedAt: Date;
}

/** What the judge failed at, the last first. */
export async function listContestErrors(db: Querier, contestId: string, most: number): Promise<ContestError[]> {
  return db
    .select({
      submissionId: submissions.id, label: contestProblems.label, participant: participants.name, language: submissions.language, reason: judgings.reason, judge: judgings.judge,
      finishedAt: sql<Date>`${judgings.finishedAt}`.mapWith(judgings.finishedAt),
    })
    .from(contestResults)
    .innerJoin(submissions, eq(submissions.id, contestResults.submissionId))
    .innerJoin(judgings, and(eq(judgings.submissionId, submissions.id), judgings.current))
    .innerJoin(participants, eq(participants.id, contestResults.participantId))
    .innerJoin(contestProblems, and(eq(contestProblems.contestId, contestResults.contestId), eq(contestProblems.problemId, contestResults.problemId)))
    .where(and(eq(contestResults.contestId, contestId), eq(judgings.verdict, 'judge-error'), sql`${judgings.finishedAt} is not null`))
    .orderBy(desc(judgings.finishedAt), submissions.id)
    .limit(most);
}

/** Submissions without a verdict, also those that are judged again. */
export async function selectWaitingInContest(db: Querier, contestId: string): Promise<{ submissions: number; oldestSeconds: number | null }> {
  const { rows } = await db.execute<{ submissions: number; oldestSeconds: number | null }>(sql`
    select count(*)::int as submissions, floor(extract(epoch from now() - min(j.queued_at)))::int as "oldestSeconds"
    from submissions s join judgings j on j.submission_id = s.id and j.current
    where s.contest_id = ${contestId} and j.finished_at is null and j.cancelled_at is null`);
  return rows[0] ?? { submissions: 0, oldestSeconds: null };
}

export async function selectUnanswered(db: Querier, contestId: string): Promise<{ questions: number; oldestAt: Date | null }> {
  const [row] = await db
    .select({ questions: sql<number>`count(*)::int`, oldestAt: sql<Date | null>`min(${clarifications.askedAt})`.mapWith(clarifications.askedAt) })
    .from(clarifications)
    .where(and(eq(clarifications.contestId, contestId), sql`${clarifications.question} is not null and ${clarifications.answer} is null`));
  return row ?? { questions: 0, oldestAt: null };
}

export interface JurySubmissionRow extends ListedSubmission {
  label: string;
  participant: { id: string; name: string; hidden: boolean; unofficial: boolean; disqualified: boolean };
  /** Milliseconds since their start. */
  atMs: number;
}

export interface JuryFilter {
  problemId?: string | undefined;
  /** An id, or a part of a name. */
  participant?: string | undefined;
  language?: string | undefined;
  verdict?: Verdict | undefined;
  state?: SubmissionState | undefined;
}

/** Newest first. */
export async function listJurySubmissions(db: Querier, contestId: string, filter: JuryFilter, page: PageRequest): Promise<Page<JurySubmissionRow>> {
  const after = decodeCursor(page.cursor);
  const rows = await db
    .select({
      submission: submissions, judging: LISTED_JUDGING, problem: { id: problems.id, slug: problems.slug, name: problems.name, ownerId: problems.ownerId }, owner: { id: accounts.id, username: accounts.username },
      passedPretests: contestResults.passedPretests, contest: CONTEST_OF_SUBMISSION, label: contestProblems.label, participant: { id: participants.id, name: participants.name, hidden: participants.hidden, unofficial: participants.unofficial, disqualified: sql<boolean>`${participants.disqualifiedAt} is not null` },
      atMs: sql<number>`greatest(0, extract(epoch from ${submissions.submittedAt} - ${BEGAN}) * 1000)::float8`,
    })
    .from(submissions)
    .innerJoin(judgings, and(eq(judgings.submissionId, submissions.id), judgings.current))
    .innerJoin(problems, eq(problems.id, submissions.problemId))
    .innerJoin(accounts, eq(accounts.id, submissions.accountId))
    .innerJoin(contests, eq(contests.id, submissions.contestId))
    .innerJoin(contestProblems, and(eq(contestProblems.contestId, contests.id), eq(contestProblems.problemId, problems.id)))
    .innerJoin(participants, eq(participants.id, submissions.participantId))
    .leftJoin(contestResults, eq(contestResults.submissionId, submissions.id))
    .where(and(
      eq(submissions.contestId, contestId),
      after === undefined ? undefined : sql`(${submissions.submittedAt}, ${submissions.id}) < (select submitted_at, id from submissions where id = ${after})`,
      filter.problemId === undefined ? undefined : eq(submissions.problemId, filter.problemId),
      filter.participant === undefined ? undefined : isUuid(filter.participant) ? eq(submissions.participantId, filter.participant) : ilike(participants.name, containsPattern(filter.participant)),
      filter.language === undefined ? undefined : eq(submissions.language, filter.language),
      filter.verdict === undefined ? undefined : eq(judgings.verdict, filter.verdict),
      filter.state === undefined ? undefined : isInState(filter.state),
    ))
    .orderBy(desc(submissions.submittedAt), desc(submissions.id))
    .limit(page.limit + 1);
  return toPage(rows, page.limit, (row) => row.submission.id);
}
