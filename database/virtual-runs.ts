/** Virtual runs: a contest that is over, taken by somebody in a time of their own. Nothing of the contest hears of it. */
import { and, desc, eq, sql } from 'drizzle-orm';
import type { Verdict } from '#contract/verdict.js';
import type { Querier, Transaction } from './connect.js';
import type { JudgedTests } from './contest-groups.js';
import { contestProblems, virtualRuns } from './contest-schema.js';
import { accounts, judgings, problemVersions, submissions } from './schema.js';

export type VirtualRunRow = typeof virtualRuns.$inferSelect;

/** Null: one of theirs is under way in this contest. */
export async function startVirtualRun(tx: Transaction, run: { contestId: string; accountId: string; seconds: number }): Promise<VirtualRunRow | null> {
  // Of two at once the second waits here, and sees the first.
  await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, run.accountId)).for('update');
  const open = await tx.$count(virtualRuns, and(eq(virtualRuns.contestId, run.contestId), eq(virtualRuns.accountId, run.accountId), sql`${virtualRuns.endsAt} > now()`));
  if (open > 0) return null;
  const [row] = await tx.insert(virtualRuns).values({ contestId: run.contestId, accountId: run.accountId, endsAt: sql`now() + make_interval(secs => ${run.seconds})` }).returning();
  return row ?? null;
}

/** Before its time. False: there is none of theirs that is under way. */
export async function endVirtualRun(db: Querier, id: string, accountId: string): Promise<boolean> {
  const ended = await db.update(virtualRuns).set({ endsAt: sql`now()` }).where(and(eq(virtualRuns.id, id), eq(virtualRuns.accountId, accountId), sql`${virtualRuns.endsAt} > now()`)).returning({ id: virtualRuns.id });
  return ended.length > 0;
}

/** Somebody's, the last one first. */
export async function listVirtualRuns(db: Querier, contestId: string, accountId: string): Promise<VirtualRunRow[]> {
  return db.select().from(virtualRuns).where(and(eq(virtualRuns.contestId, contestId), eq(virtualRuns.accountId, accountId))).orderBy(desc(virtualRuns.startedAt)).limit(100);
}

/** The one that is under way for somebody now and has this problem, of this contest if one is given. */
export async function selectOptionalOpenRun(db: Querier, accountId: string, problemId: string, contestId?: string): Promise<VirtualRunRow | null> {
  const [row] = await db
    .select({ run: virtualRuns })
    .from(virtualRuns)
    .innerJoin(contestProblems, eq(contestProblems.contestId, virtualRuns.contestId))
    .where(and(eq(virtualRuns.accountId, accountId), eq(contestProblems.problemId, problemId), sql`${virtualRuns.endsAt} > now()`, contestId === undefined ? undefined : eq(virtualRuns.contestId, contestId)))
    .orderBy(desc(virtualRuns.startedAt))
    .limit(1);
  return row?.run ?? null;
}

export interface VirtualResult {
  submissionId: string;
  label: string;
  /** Milliseconds since the run began. */
  atMs: number;
  verdict: Verdict | null;
  score: number | null;
  judged: JudgedTests | null;
  failedFirst: boolean;
}

/** What the submissions of a run have come to so far. */
export async function selectVirtualResults(db: Querier, run: VirtualRunRow): Promise<VirtualResult[]> {
  const rows = await db
    .select({
      submissionId: submissions.id, label: contestProblems.label, submittedAt: submissions.submittedAt, finishedAt: judgings.finishedAt, verdict: judgings.verdict, score: judgings.score,
      tests: judgings.tests, graderAnswers: judgings.graderAnswers, package: problemVersions.package,
    })
    .from(submissions)
    .innerJoin(judgings, and(eq(judgings.submissionId, submissions.id), judgings.current))
    .innerJoin(problemVersions, eq(problemVersions.id, judgings.versionId))
    .innerJoin(contestProblems, and(eq(contestProblems.problemId, submissions.problemId), eq(contestProblems.contestId, run.contestId)))
    .where(eq(submissions.virtualRunId, run.id));
  return rows.map(({ submissionId, label, submittedAt, finishedAt, verdict, score, tests, graderAnswers, package: content }) => ({
    submissionId, label, atMs: Math.max(0, submittedAt.getTime() - run.startedAt.getTime()),
    ...(finishedAt === null
      ? { verdict: null, score: null, judged: null, failedFirst: false }
      : { verdict, score, judged: tests && { package: content, tests, graderAnswers }, failedFirst: tests?.[0]?.index === 1 && !['accepted', 'skipped'].includes(tests[0].verdict) }),
  }));
}
