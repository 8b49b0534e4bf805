/** Submissions of people. Labelled submissions of packages are verifications.ts's; both are queued by queue.ts. */
import { and, desc, eq, getTableColumns, gte, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import { JUDGING_PRIORITY } from '#contract/judging.js';
import { withOnlyTests } from '#contract/only-tests.js';
import type { SubmissionState } from '#contract/submission.js';
import type { Verdict } from '#contract/verdict.js';
import type { Querier, Transaction } from './connect.js';
import { contestResults, contests } from './contest-schema.js';
import { insertContestResult, isOpen } from './contest-results.js';
import { pretestsOf } from './system-tests.js';
import { decodeCursor, isUuid, toPage, type Page, type PageRequest } from './page.js';
import { enqueueJudging, isInState } from './queue.js';
import { accounts, judges, judgings, problems, problemVersions, submissionFiles, submissions } from './schema.js';

export type SubmissionRow = typeof submissions.$inferSelect;
export type JudgingRow = typeof judgings.$inferSelect;

export interface SourceFile {
  name: string;
  content: Buffer;
}

export interface NewSubmissionRow {
  problemId: string;
  versionId: string;
  accountId: string;
  language: string;
  entryPoint?: string | undefined;
  files: SourceFile[];
  /** Of JUDGING_PRIORITY; practice unless said, and contest in one. */
  priority?: number;
  contest?: { contestId: string; participantId: string } | undefined;
  virtualRunId?: string | null;
}

/** Inserts the submission with its files and queues its judging. */
export async function insertSubmission(tx: Transaction, submission: NewSubmissionRow): Promise<{ id: string; judgingId: string }> {
  const { problemId, versionId, accountId, language, contest } = submission;
  const id = await insertSources(tx, { problemId, accountId, language, entryPoint: submission.entryPoint ?? null, virtualRunId: submission.virtualRunId ?? null, ...contest }, submission.files);
  if (contest) await insertContestResult(tx, { submissionId: id, problemId, ...contest });
  const judgingId = await enqueueJudging(tx, {
    submissionId: id, versionId, language, accountId, priority: submission.priority ?? (contest ? JUDGING_PRIORITY.contest : JUDGING_PRIORITY.practice), mode: 'until-settled', calibrates: false,
    onlyTests: contest ? await pretestsOf(tx, { contestId: contest.contestId, problemId, versionId }) : null,
  });
  return { id, judgingId };
}

/** A submission and its files, not yet queued. */
export async function insertSources(tx: Transaction, row: typeof submissions.$inferInsert, files: SourceFile[]): Promise<string> {
  const [inserted] = await tx.insert(submissions).values(row).returning({ id: submissions.id });
  if (inserted === undefined) throw new Error('The submission was not inserted');
  if (files.length > 0) await tx.insert(submissionFiles).values(files.map((file, position) => ({ submissionId: inserted.id, position, ...file })));
  return inserted.id;
}

export interface FullSubmission {
  submission: SubmissionRow;
  judging: JudgingRow;
  version: typeof problemVersions.$inferSelect;
  problem: typeof problems.$inferSelect;
  /** Null for a package's labelled submission. */
  ownerUsername: string | null;
  /** Whether it was accepted on the pretests of its contest; null: that is no matter, or not over. */
  passedPretests: boolean | null;
  contest: ContestOfSubmission;
  /** Ids of the accounts of whom it was made for in a contest: a team may have several. */
  team: string[];
}

/** What decides who sees what of it while its contest lasts; null: it is in none. */
export type ContestOfSubmission = Pick<typeof contests.$inferSelect, 'feedback' | 'startsAt' | 'durationSeconds' | 'freezeSeconds' | 'unfrozenAt' | 'countedAt'> | null;
export const CONTEST_OF_SUBMISSION = {
  feedback: contests.feedback, startsAt: contests.startsAt, durationSeconds: contests.durationSeconds, freezeSeconds: contests.freezeSeconds, unfrozenAt: contests.unfrozenAt, countedAt: contests.countedAt,
};

/** With the judging that counts and the version that it runs against, without the tests that it is not of. Null too where the id is no UUID. */
export async function selectOptionalSubmission(db: Querier, id: string): Promise<FullSubmission | null> {
  if (!isUuid(id)) return null;
  const [row] = await db
    .select({ submission: submissions, judging: judgings, version: problemVersions, problem: problems, ownerUsername: accounts.username, passedPretests: contestResults.passedPretests, contest: CONTEST_OF_SUBMISSION,
      team: sql<string[]>`array(select m.account_id::text from participant_members m where m.participant_id = ${submissions.participantId})` })
    .from(submissions)
    .innerJoin(judgings, and(eq(judgings.submissionId, submissions.id), judgings.current))
    .innerJoin(problemVersions, eq(problemVersions.id, judgings.versionId))
    .innerJoin(problems, eq(problems.id, submissions.problemId))
    .leftJoin(accounts, eq(accounts.id, submissions.accountId))
    .leftJoin(contestResults, eq(contestResults.submissionId, submissions.id))
    .leftJoin(contests, eq(contests.id, submissions.contestId))
    .where(eq(submissions.id, id));
  return row ? { ...row, version: { ...row.version, package: withOnlyTests(row.version.package, row.judging.onlyTests) } } : null;
}

export async function selectSubmissionFiles(db: Querier, submissionId: string): Promise<SourceFile[]> {
  return db.select({ name: submissionFiles.name, content: submissionFiles.content }).from(submissionFiles).where(eq(submissionFiles.submissionId, submissionId)).orderBy(submissionFiles.position);
}

/** Gives the submission this token, unless it has one; answers with the one that it has. */
export async function shareSubmission(db: Querier, submissionId: string, token: string): Promise<string> {
  const [row] = await db
    .update(submissions)
    .set({ shareToken: sql`coalesce(${submissions.shareToken}, ${token})` })
    .where(eq(submissions.id, submissionId))
    .returning({ shareToken: submissions.shareToken });
  if (!row?.shareToken) throw new Error('The submission to share is not there');
  return row.shareToken;
}

export async function unshareSubmission(db: Querier, submissionId: string): Promise<void> {
  await db.update(submissions).set({ shareToken: null }).where(eq(submissions.id, submissionId));
}

export interface JudgingHistory {
  judging: JudgingRow;
  version: { number: number; outputKib: number };
  /** Null where the judge is not known any more. */
  judge: Pick<typeof judges.$inferSelect, 'host' | 'languages'> | null;
}

/** Every judging of a submission, newest first. */
export async function listJudgings(db: Querier, submissionId: string, limit: number): Promise<JudgingHistory[]> {
  return db
    .select({
      judging: judgings,
      version: { number: problemVersions.number, outputKib: sql<number>`(${problemVersions.package} #>> '{limits,outputKib}')::int` },
      judge: { host: judges.host, languages: judges.languages },
    })
    .from(judgings)
    .innerJoin(problemVersions, eq(problemVersions.id, judgings.versionId))
    .leftJoin(judges, eq(judges.name, judgings.judge))
    .where(eq(judgings.submissionId, submissionId))
    .orderBy(desc(judgings.queuedAt), desc(judgings.id))
    .limit(limit);
}

/** A row of the list: the judging without its bulky parts. */
export interface ListedSubmission {
  submission: SubmissionRow;
  judging: Omit<JudgingRow, 'tests' | 'compile'>;
  problem: { id: string; slug: string; name: string; ownerId: string | null };
  owner: { id: string; username: string };
  passedPretests: boolean | null;
  contest: ContestOfSubmission;
}

export interface SubmissionFilter {
  /** Only those of this account, in a contest also of its team: what somebody who is not staff may list. What their contest does not tell them yet, no filter tells. */
  accountId?: string | undefined;
  username?: string | undefined;
  contestId?: string | undefined;
  problemSlug?: string | undefined;
  language?: string | undefined;
  verdict?: Verdict | undefined;
  state?: SubmissionState | undefined;
  /** Submitted then or later. */
  since?: Date | undefined;
  /** Submitted before. */
  until?: Date | undefined;
}

const { tests: _tests, compile: _compile, ...judgingColumns } = getTableColumns(judgings);
/** What a list says of a judging: all but its bulk. */
export const LISTED_JUDGING = judgingColumns;

/** Its contest tells nothing of it to who takes part, unless it does not compile. */
const UNTOLD = sql`(coalesce(${contests.feedback} = 'none' and now() < ${contests.startsAt} + make_interval(secs => ${contests.durationSeconds}), false) and ${judgings.verdict} is distinct from 'compile-error')`;

/** Newest first. */
export async function listSubmissions(db: Querier, filter: SubmissionFilter, page: PageRequest): Promise<Page<ListedSubmission>> {
  const after = decodeCursor(page.cursor);
  const rows = await db
    .select({
      submission: submissions, judging: LISTED_JUDGING, problem: { id: problems.id, slug: problems.slug, name: problems.name, ownerId: problems.ownerId },
      owner: { id: accounts.id, username: accounts.username }, passedPretests: contestResults.passedPretests, contest: CONTEST_OF_SUBMISSION,
    })
    .from(submissions)
    .innerJoin(judgings, and(eq(judgings.submissionId, submissions.id), judgings.current))
    .innerJoin(problems, eq(problems.id, submissions.problemId))
    .innerJoin(accounts, eq(accounts.id, submissions.accountId))
    .leftJoin(contestResults, eq(contestResults.submissionId, submissions.id))
    .leftJoin(contests, eq(contests.id, submissions.contestId))
    .where(
      and(
        after === undefined ? undefined : sql`(${submissions.submittedAt}, ${submissions.id}) < (select submitted_at, id from submissions where id = ${after})`,
        filter.accountId === undefined ? undefined : filter.contestId === undefined ? eq(submissions.accountId, filter.accountId) : or(eq(submissions.accountId, filter.accountId), sql`${submissions.participantId} in (select participant_id from participant_members where account_id = ${filter.accountId})`),
        filter.contestId === undefined ? undefined : eq(submissions.contestId, filter.contestId),
        filter.username === undefined ? undefined : sql`lower(${accounts.username}) = lower(${filter.username})`,
        filter.problemSlug === undefined ? undefined : eq(problems.slug, filter.problemSlug),
        filter.language === undefined ? undefined : eq(submissions.language, filter.language),
        filter.verdict === undefined ? undefined : and(eq(judgings.verdict, filter.verdict), filter.accountId === undefined ? undefined : sql`not ${UNTOLD}`),
        filter.state === undefined ? undefined : filter.accountId === undefined ? isInState(filter.state) : sql`case when ${UNTOLD} then ${filter.state === 'finished'} else ${isInState(filter.state)} end`,
        filter.since === undefined ? undefined : gte(submissions.submittedAt, filter.since),
        filter.until === undefined ? undefined : lt(submissions.submittedAt, filter.until),
      ),
    )
    .orderBy(desc(submissions.submittedAt), desc(submissions.id))
    .limit(page.limit + 1);
  return toPage(rows, page.limit, (row) => row.submission.id);
}

/** Mean seconds from claim to result of the latest submissions that are finished and whose verdict everybody may know; null where there are none. */
export async function recentJudgingSeconds(db: Querier): Promise<number | null> {
  const result = await db.execute<{ seconds: number | null }>(sql`
    select avg(extract(epoch from j.finished_at - j.claimed_at))::float8 as seconds
    from (select id from submissions s where ${isOpen(sql`s`)} order by submitted_at desc, id desc limit 200) recent
    join judgings j on j.submission_id = recent.id and j.current and j.finished_at is not null and j.claimed_at is not null`);
  return result.rows[0]?.seconds ?? null;
}

/**
 * Judges a submission again, against the current version of its problem. The new judging is the one that counts from
 * now on; one that was still unfinished is cancelled. Null: there is no such submission of a person.
 */
export async function rejudgeSubmission(tx: Transaction, submissionId: string): Promise<string | null> {
  const [row] = await tx
    .select({ id: submissions.id, language: submissions.language, accountId: submissions.accountId, problemId: submissions.problemId, contestId: submissions.contestId, versionId: problems.currentVersionId })
    .from(submissions)
    .innerJoin(problems, eq(problems.id, submissions.problemId))
    .where(and(eq(submissions.id, submissionId), isNotNull(submissions.accountId), isNotNull(problems.currentVersionId)))
    .for('no key update', { of: submissions });
  if (row === undefined || row.versionId === null) return null;
  const isOld = and(eq(judgings.submissionId, submissionId), judgings.current);
  await tx.update(judgings).set({ cancelledAt: sql`now()` }).where(and(isOld, isNull(judgings.finishedAt), isNull(judgings.cancelledAt)));
  await tx.update(judgings).set({ current: false }).where(isOld);
  const judgingId = await enqueueJudging(tx, {
    submissionId, versionId: row.versionId, language: row.language, accountId: row.accountId, priority: JUDGING_PRIORITY.rejudge, mode: 'until-settled', calibrates: false,
    onlyTests: row.contestId === null ? null : await pretestsOf(tx, { contestId: row.contestId, problemId: row.problemId, versionId: row.versionId }),
  });
  // Until it is finished the submission counts as neither a try nor a solve.
  await tx.execute(sql`select refresh_problem_result(${submissionId})`);
  return judgingId;
}
