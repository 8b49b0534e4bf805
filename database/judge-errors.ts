/** Submissions of people whose verdict is that the judge failed. */
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Querier, Transaction } from './connect.js';
import { decodeCursor, toPage, type Page, type PageRequest } from './page.js';
import { accounts, judges, judgings, problems, submissions } from './schema.js';

export interface JudgeErrorRow {
  submission: string;
  problem: string;
  problemName: string;
  language: string;
  user: string;
  submittedAt: Date;
  finishedAt: Date;
  reason: string | null;
  judge: string | null;
  host: string | null;
  attempt: number;
}

const isError = and(judgings.current, eq(judgings.verdict, 'judge-error'), sql`${judgings.finishedAt} is not null`);

/** The last to fail first. */
export async function listJudgeErrors(db: Querier, filter: { problem?: string | undefined }, page: PageRequest): Promise<Page<JudgeErrorRow>> {
  const after = decodeCursor(page.cursor);
  const rows = await db
    .select({
      submission: submissions.id, problem: problems.slug, problemName: problems.name, language: submissions.language, user: accounts.username, submittedAt: submissions.submittedAt,
      finishedAt: sql<Date>`${judgings.finishedAt}`.mapWith(judgings.finishedAt), reason: judgings.reason, judge: judgings.judge, host: judges.host, attempt: judgings.attempt,
    })
    .from(judgings)
    .innerJoin(submissions, eq(submissions.id, judgings.submissionId))
    .innerJoin(problems, eq(problems.id, submissions.problemId))
    .innerJoin(accounts, eq(accounts.id, submissions.accountId))
    .leftJoin(judges, eq(judges.name, judgings.judge))
    .where(
      and(
        isError,
        filter.problem === undefined ? undefined : eq(problems.slug, filter.problem),
        after === undefined ? undefined : sql`(${judgings.finishedAt}, ${judgings.submissionId}) < (select finished_at, submission_id from judgings where submission_id = ${after} and verdict = 'judge-error' order by finished_at desc limit 1)`,
      ),
    )
    .orderBy(desc(judgings.finishedAt), desc(judgings.submissionId))
    .limit(page.limit + 1);
  return toPage(rows, page.limit, (row) => row.submission);
}

/** Of these submissions, those whose verdict is still a judge error; locked, so that two who ask at once do not both get them. */
export async function lockStillFailed(tx: Transaction, submissionIds: string[]): Promise<string[]> {
  // Submissions first, in one order, as whoever else gives one another judging does.
  await tx.select({ id: submissions.id }).from(submissions).where(inArray(submissions.id, submissionIds)).orderBy(submissions.id).for('no key update');
  const rows = await tx.select({ id: judgings.submissionId }).from(judgings).where(and(inArray(judgings.submissionId, submissionIds), isError)).orderBy(judgings.submissionId);
  return rows.map((row) => row.id);
}
