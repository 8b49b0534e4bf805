/** What the submissions of a contest came to, in the order in which it became known. */
import { and, eq, gt, lte, sql, type SQL } from 'drizzle-orm';
import { ApiError } from '#contract/errors.js';
import type { Verdict } from '#contract/verdict.js';
import type { Querier, Transaction } from './connect.js';
import { contestProblems, contestResults, contests, participants } from './contest-schema.js';

export interface ContestResult {
  submissionId: string;
  participantId: string;
  label: string;
  submittedAt: Date;
  /** Milliseconds from the participant's own start, or the contest's. */
  atMs: number;
  verdict: Verdict | null;
  score: number | null;
  judgedAt: Date | null;
  passedPretests: boolean | null;
  seq: number;
}

export interface Seqs {
  seq: number;
  publicSeq: number;
  shapeSeq: number;
  /** Changes when another version of one of its problems becomes current: names and points of problems are of their packages. */
  versions: string;
}

/** When a contest `c` ends for its participant `p`. */
const OWN_END = sql`least(c.starts_at + make_interval(secs => c.duration_seconds), coalesce(p.started_at, c.starts_at) + make_interval(secs => c.window_seconds))`;

/** A submission in a contest that waits for its verdict. It came while the contest ran for its participant, however long it has waited on its way here. Takes the lock of the contest's row until the transaction ends. @throws ApiError `conflict` */
export async function insertContestResult(tx: Transaction, result: { submissionId: string; contestId: string; participantId: string; problemId: string }): Promise<void> {
  await tx.execute(sql`
    insert into ${contestResults} (submission_id, contest_id, participant_id, problem_id, submitted_at, seq)
    select s.id, c.id, p.id, ${result.problemId}, least(s.submitted_at, ${OWN_END} - interval '1 millisecond'), note_contest_change(c.id, p.hidden)
    from submissions s, contests c, participants p where s.id = ${result.submissionId} and c.id = ${result.contestId} and p.id = ${result.participantId}`);
  // Asked under that lock, which whoever takes a problem out of a contest holds too.
  const has = await tx.$count(contestProblems, and(eq(contestProblems.contestId, result.contestId), eq(contestProblems.problemId, result.problemId)));
  if (has === 0) throw new ApiError('conflict', 'The problem was taken out of the contest meanwhile.');
}

/** Whether the public may know what came of a submission `s`: it was made in no contest, or nothing of it is hidden. */
export function isOpen(s: SQL): SQL {
  return sql`(${s}.contest_id is null or not (contest_conceals(${s}.contest_id, ${s}.submitted_at) or exists (select from ${participants} p where p.id = ${s}.participant_id and p.hidden)))`;
}

/** When a contest began for a participant: where everybody has a time of their own, with that. */
export const BEGAN = sql`case when ${contests.windowSeconds} is null then ${contests.startsAt} else coalesce(${participants.startedAt}, ${contests.startsAt}) end`;

export async function selectSeqs(db: Querier, contestId: string): Promise<Seqs | null> {
  // The table is named in words: drizzle writes a column of the only table of a query without it.
  const versions = sql<string>`(select coalesce(string_agg(p.current_version_id::text, ' ' order by p.id), '') from contest_problems cp join problems p on p.id = cp.problem_id where cp.contest_id = contests.id)`;
  const [row] = await db.select({ seq: contests.seq, publicSeq: contests.publicSeq, shapeSeq: contests.shapeSeq, versions }).from(contests).where(eq(contests.id, contestId));
  return row ?? null;
}

/** Changes after one seq up to another, in their order. Each submission is there once, as it is now. */
export async function selectContestResults(db: Querier, contestId: string, { after, upTo, limit }: { after: number; upTo: number; limit?: number }): Promise<ContestResult[]> {
  const query = db
    .select({
      submissionId: contestResults.submissionId, participantId: contestResults.participantId, label: contestProblems.label, submittedAt: contestResults.submittedAt,
      atMs: sql<number>`(extract(epoch from ${contestResults.submittedAt} - ${BEGAN}) * 1000)::float8`,
      verdict: contestResults.verdict, score: contestResults.score, judgedAt: contestResults.judgedAt, passedPretests: contestResults.passedPretests, seq: contestResults.seq,
    })
    .from(contestResults)
    .innerJoin(contests, eq(contests.id, contestResults.contestId))
    .innerJoin(participants, eq(participants.id, contestResults.participantId))
    .innerJoin(contestProblems, and(eq(contestProblems.contestId, contestResults.contestId), eq(contestProblems.problemId, contestResults.problemId)))
    .where(and(eq(contestResults.contestId, contestId), gt(contestResults.seq, after), lte(contestResults.seq, upTo)))
    .orderBy(contestResults.seq);
  const rows = await (limit === undefined ? query : query.limit(limit));
  return rows.map((row) => ({ ...row, atMs: Math.max(0, row.atMs) }));
}

/** What a participant has submitted, problem by problem. */
export async function selectOwnResults(db: Querier, participantId: string): Promise<{ problemId: string; accepted: boolean; judged: boolean }[]> {
  return db
    .select({ problemId: contestResults.problemId, accepted: sql<boolean>`coalesce(bool_or(${contestResults.verdict} = 'accepted'), false)`, judged: sql<boolean>`bool_and(${contestResults.verdict} is not null)` })
    .from(contestResults)
    .where(eq(contestResults.participantId, participantId))
    .groupBy(contestResults.problemId);
}
