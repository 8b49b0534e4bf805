/** What the submissions of a contest came to, in the order in which it became known. */
import { and, eq, gt, lte, sql, type SQL } from 'drizzle-orm';
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
}

/** A submission in a contest that waits for its verdict. Takes the lock of the contest's row until the transaction ends. */
export async function insertContestResult(tx: Transaction, result: { submissionId: string; contestId: string; participantId: string; problemId: string }): Promise<void> {
  await tx.execute(sql`
    insert into ${contestResults} (submission_id, contest_id, participant_id, problem_id, submitted_at, seq)
    select id, ${result.contestId}, ${result.participantId}, ${result.problemId}, submitted_at,
      note_contest_change(${result.contestId}, (select hidden from ${participants} where id = ${result.participantId}))
    from submissions where id = ${result.submissionId}`);
}

/** Whether the public may know what came of a submission `s`: it was made in no contest, or nothing of it is hidden. */
export function isOpen(s: SQL): SQL {
  return sql`(${s}.contest_id is null or not (contest_conceals(${s}.contest_id, ${s}.submitted_at) or exists (select from ${participants} p where p.id = ${s}.participant_id and p.hidden)))`;
}

export async function selectSeqs(db: Querier, contestId: string): Promise<Seqs | null> {
  const [row] = await db.select({ seq: contests.seq, publicSeq: contests.publicSeq, shapeSeq: contests.shapeSeq }).from(contests).where(eq(contests.id, contestId));
  return row ?? null;
}

/** Changes after one seq up to another, in their order. Each submission is there once, as it is now. */
export async function selectContestResults(db: Querier, contestId: string, { after, upTo, limit }: { after: number; upTo: number; limit?: number }): Promise<ContestResult[]> {
  const query = db
    .select({
      submissionId: contestResults.submissionId, participantId: contestResults.participantId, label: contestProblems.label, submittedAt: contestResults.submittedAt,
      atMs: sql<number>`(extract(epoch from ${contestResults.submittedAt} - coalesce(${participants.startedAt}, ${contests.startsAt})) * 1000)::float8`,
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
