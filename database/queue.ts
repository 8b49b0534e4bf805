/**
 * The life of a judging.
 *
 *   queued ──claim──► claimed ──finish──► finished
 *     ▲                 │  │
 *     └────release──────┘  └─lease runs out─► claimed by another judge, or finished as judge-error after MAX_ATTEMPTS
 *
 * A judging is queued with its submission. A judge claims it for LEASE_SECONDS and renews the lease every
 * HEARTBEAT_SECONDS while it works. Each claim raises `attempt`, the fencing token: whoever renews, finishes or gives
 * back names the attempt it holds, and one that has been replaced changes nothing. So a judge that dies, freezes or
 * loses its network costs one lease of time, and no judging is finished twice. A judge that drains gives its judgings
 * back, which does not count as an attempt.
 *
 * Judgings are claimed by priority, then turn (how many unfinished ones the same account had: the fair share), then
 * age. Those whose lease ran out go first: they have waited longest. A version without a time limit waits
 * until its calibration has found one; only the calibration itself runs.
 *
 * All times are the database's. Each statement is a function; the judge's role may run those from `claimJudging` to
 * `releaseJudging`.
 */
import { and, eq, isNull, sql, type SQL } from 'drizzle-orm';
import { JUDGING_PRIORITY, LEASE_SECONDS, MAX_ATTEMPTS, type JudgingMode, type JudgingResult } from '#contract/judging.js';
import { ANSWERS, type LanguageId } from '#contract/language.js';
import { withOnlyTests } from '#contract/only-tests.js';
import type { ProblemPackage } from '#contract/package.js';
import type { SubmissionState } from '#contract/submission.js';
import { inTransaction, type Database, type Querier, type Transaction } from './connect.js';
import { aSteadyJudgeOffers } from './judges.js';
import { notify } from './notify.js';
import { judgings, problemVersions, submissionFiles, submissions } from './schema.js';
import { withoutNul } from './text.js';

export interface NewJudging {
  submissionId: string;
  versionId: string;
  language: string;
  /** One of JUDGING_PRIORITY. */
  priority: number;
  /** Null for a package's labelled submission. */
  accountId: string | null;
  mode: JudgingMode;
  /** Runs although the version has no time limit yet, to find it. */
  calibrates: boolean;
  /** Places (from 1) of the only tests that it is of; null or absent: all. */
  onlyTests?: number[] | null;
}

export interface ClaimOptions {
  judge: string;
  languages: readonly LanguageId[];
  /** Leaves what is below. */
  minPriority?: number;
  /** The judge's host is not as fast as it was: contest work is left to a steady judge, where one is alive. */
  drifted?: boolean;
}

/** Everything that a judge needs to begin. */
export interface ClaimedJudging {
  id: string;
  /** Fencing token. */
  attempt: number;
  judge: string;
  mode: JudgingMode;
  calibrates: boolean;
  submissionId: string;
  language: LanguageId;
  entryPoint: string | null;
  files: { name: string; content: Buffer }[];
  versionId: string;
  /** With the tests that it is judged on, and no others. */
  package: ProblemPackage;
  /** CPU milliseconds; null only for a judging that calibrates. */
  timeLimitMs: number | null;
  /** Of a verification: nothing else has its priority. */
  verifies: boolean;
  /** Of a judging in the background: only the rejudging hears of it. */
  rejudgingId: string | null;
}

/** What names a claim: a judging and the attempt that holds it. */
export type Claim = Pick<ClaimedJudging, 'id' | 'attempt' | 'judge' | 'submissionId' | 'versionId' | 'rejudgingId'>;

/** Queues a judging and wakes judges when the transaction commits. */
export async function enqueueJudging(tx: Transaction, judging: NewJudging): Promise<string> {
  const turn = judging.accountId === null ? sql`0` : sql`(select count(*)::int from ${judgings} where account_id = ${judging.accountId} and finished_at is null and cancelled_at is null and rejudging_id is null)`;
  const [row] = await tx.insert(judgings).values({ ...judging, turn }).returning({ id: judgings.id });
  if (row === undefined) throw new Error('The judging was not inserted');
  await notify(tx, 'judging_queued', {});
  await notify(tx, 'queue_changed', {});
  return row.id;
}

/** Claims the next judging in one of these languages, or null where there is none. Any number of judges may ask at once. */
export async function claimJudging(db: Querier, options: ClaimOptions): Promise<ClaimedJudging | null> {
  const result = await db.execute<{ id: string }>(claimStatement(options));
  const id = result.rows[0]?.id;
  return id === undefined ? null : selectClaimed(db, id);
}

/** One statement, two index scans: the second is not run where the first found something. */
export function claimStatement({ judge, languages, minPriority, drifted = false }: ClaimOptions) {
  const suitable = sql`j.finished_at is null and j.cancelled_at is null and j.language = any(${sql.param([...languages, ANSWERS])}::text[])
    ${minPriority === undefined ? sql`` : sql`and j.priority >= ${minPriority}`}
    ${drifted ? sql`and (j.priority <> ${JUDGING_PRIORITY.contest} or not ${aSteadyJudgeOffers(sql`j.language`)})` : sql``}
    and (j.calibrates or exists (select from problem_versions v where v.id = j.version_id and v.time_limit_ms is not null))`;
  return sql`
    with expired as materialized (
      select j.id from judgings j
      where j.claimed_at is not null and j.lease_until < now() and j.attempt - j.releases < ${MAX_ATTEMPTS} and ${suitable}
      order by j.lease_until limit 1 for update skip locked
    ), queued as materialized (
      select j.id from judgings j
      where j.claimed_at is null and ${suitable} and not exists (select from expired)
      order by j.priority desc, j.turn, j.queued_at limit 1 for update skip locked
    )
    update judgings set claimed_at = now(), lease_until = now() + make_interval(secs => ${LEASE_SECONDS}), judge = ${judge}, attempt = attempt + 1
    where id = (select id from expired union all select id from queued)
    returning id`;
}

async function selectClaimed(db: Querier, id: string): Promise<ClaimedJudging | null> {
  const [row] = await db
    .select({
      id: judgings.id, attempt: judgings.attempt, judge: judgings.judge, mode: judgings.mode, calibrates: judgings.calibrates, submissionId: judgings.submissionId,
      language: judgings.language, versionId: judgings.versionId, entryPoint: submissions.entryPoint, package: problemVersions.package, timeLimitMs: problemVersions.timeLimitMs,
      verifies: sql<boolean>`${judgings.priority} = ${JUDGING_PRIORITY.verification}`,
      rejudgingId: judgings.rejudgingId,
      onlyTests: judgings.onlyTests,
    })
    .from(judgings)
    .innerJoin(submissions, eq(submissions.id, judgings.submissionId))
    .innerJoin(problemVersions, eq(problemVersions.id, judgings.versionId))
    .where(eq(judgings.id, id));
  // Deleted or cancelled since, then nothing was claimed.
  if (row === undefined || row.judge === null) return null;
  const files = await db
    .select({ name: submissionFiles.name, content: submissionFiles.content })
    .from(submissionFiles)
    .where(eq(submissionFiles.submissionId, row.submissionId))
    .orderBy(submissionFiles.position);
  const { onlyTests, ...claimed } = row;
  return { ...claimed, package: withOnlyTests(row.package, onlyTests), judge: row.judge, language: row.language as LanguageId, files };
}

/** Renews the leases of these claims. Answers with the judgings that are still the judge's: it must drop the others. */
export async function renewLeases(db: Querier, claims: readonly Pick<Claim, 'id' | 'attempt' | 'judge'>[]): Promise<Set<string>> {
  if (claims.length === 0) return new Set();
  const result = await db.execute<{ id: string }>(sql`
    update judgings j set lease_until = now() + make_interval(secs => ${LEASE_SECONDS})
    from unnest(${sql.param(claims.map((c) => c.id))}::uuid[], ${sql.param(claims.map((c) => c.attempt))}::int[], ${sql.param(claims.map((c) => c.judge))}::text[]) as held(id, attempt, judge)
    where j.id = held.id and j.attempt = held.attempt and j.judge = held.judge and j.claimed_at is not null and j.finished_at is null and j.cancelled_at is null
    returning j.id`);
  return new Set(result.rows.map((row) => row.id));
}

/**
 * Writes the result, brings the statistics of problem and account up to date, and tells the servers, all or nothing.
 * False: the claim was lost, or the judging is finished or cancelled already; nothing was changed.
 */
export async function finishJudging(db: Database, claim: Claim, result: JudgingResult): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const finished = await tx
      .update(judgings)
      .set({ ...withoutNul(result), finishedAt: sql`now()` })
      .where(isHeld(claim))
      .returning({ id: judgings.id });
    if (finished.length === 0) return false;
    await tellEnd(tx, claim);
    await notify(tx, 'queue_changed', {});
    return true;
  });
}

/** What follows from a judging that has ended. One in the background counts for nothing yet. */
async function tellEnd(tx: Transaction, { submissionId, versionId, rejudgingId }: Pick<Claim, 'submissionId' | 'versionId' | 'rejudgingId'>): Promise<void> {
  if (rejudgingId !== null) return notify(tx, 'rejudging_changed', { id: rejudgingId });
  await tx.execute(sql`select refresh_problem_result(${submissionId})`);
  await notify(tx, 'submission_finished', { id: submissionId, version: versionId });
}

/** Gives a judging back at once, as a judge that drains does; it counts as no attempt. False: the claim was lost. */
export async function releaseJudging(db: Database, claim: Pick<Claim, 'id' | 'attempt' | 'judge'>): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const released = await tx
      .update(judgings)
      .set({ claimedAt: null, leaseUntil: null, judge: null, releases: sql`${judgings.releases} + 1` })
      .where(isHeld(claim))
      .returning({ id: judgings.id });
    if (released.length === 0) return false;
    await notify(tx, 'judging_queued', {});
    return true;
  });
}

/** Finishes as judge-error what MAX_ATTEMPTS judges were lost with. Answers with the submissions. */
export async function retireLostJudgings(db: Database): Promise<string[]> {
  return inTransaction(db, async (tx) => {
    const retired = await tx
      .update(judgings)
      .set({
        finishedAt: sql`now()`,
        verdict: 'judge-error',
        tests: [],
        reason: sql`'Given up after ' || (${judgings.attempt} - ${judgings.releases}) || ' attempts: each time the judge stopped answering while it worked on this. The last one was ' || ${judgings.judge} || '.'`,
      })
      .where(and(sql`${judgings.claimedAt} is not null and ${judgings.leaseUntil} < now() and ${judgings.attempt} - ${judgings.releases} >= ${MAX_ATTEMPTS}`, isUnfinished()))
      .returning({ submissionId: judgings.submissionId, versionId: judgings.versionId, rejudgingId: judgings.rejudgingId });
    for (const each of retired) await tellEnd(tx, each);
    if (retired.length > 0) await notify(tx, 'queue_changed', {});
    return retired.map((row) => row.submissionId);
  });
}

/** The state of a judging, from its timestamps. A cancelled one is over without a verdict. */
export function judgingState(row: { claimedAt: Date | null; finishedAt: Date | null; cancelledAt: Date | null }): SubmissionState {
  if (row.finishedAt !== null || row.cancelledAt !== null) return 'finished';
  return row.claimedAt === null ? 'queued' : 'judging';
}

/** `judgingState` as a condition on judgings. */
export function isInState(state: SubmissionState): SQL {
  switch (state) {
    case 'queued':
      return sql`(${judgings.claimedAt} is null and ${judgings.finishedAt} is null and ${judgings.cancelledAt} is null)`;
    case 'judging':
      return sql`(${judgings.claimedAt} is not null and ${judgings.finishedAt} is null and ${judgings.cancelledAt} is null)`;
    case 'finished':
      return sql`(${judgings.finishedAt} is not null or ${judgings.cancelledAt} is not null)`;
  }
}

/** How many judgings are claimed before this submission's, plus one; null where it is not queued. */
export async function queuePosition(db: Querier, submissionId: string): Promise<number | null> {
  const result = await db.execute<{ position: number }>(sql`
    select 1 + (
      select count(*)::int from judgings j
      where j.claimed_at is null and j.finished_at is null and j.cancelled_at is null
        and (j.priority > mine.priority or (j.priority = mine.priority and (j.turn, j.queued_at) < (mine.turn, mine.queued_at)))
    ) as position
    from judgings mine
    where mine.submission_id = ${submissionId} and mine.current and mine.claimed_at is null and mine.finished_at is null and mine.cancelled_at is null`);
  return result.rows[0]?.position ?? null;
}

/** Judgings that wait, judgings at work, and the age of the oldest that waits (null: none waits). */
export async function queueLength(db: Querier): Promise<{ queued: number; judging: number; oldestSeconds: number | null }> {
  const result = await db.execute<{ queued: number; judging: number; oldestSeconds: number | null }>(sql`
    select count(*) filter (where claimed_at is null)::int as queued, count(claimed_at)::int as judging,
      extract(epoch from now() - min(queued_at) filter (where claimed_at is null))::float8 as "oldestSeconds"
    from judgings where finished_at is null and cancelled_at is null`);
  return result.rows[0] ?? { queued: 0, judging: 0, oldestSeconds: null };
}

function isUnfinished() {
  return and(isNull(judgings.finishedAt), isNull(judgings.cancelledAt));
}

/** The fence. */
function isHeld(claim: Pick<Claim, 'id' | 'attempt' | 'judge'>) {
  return and(eq(judgings.id, claim.id), eq(judgings.attempt, claim.attempt), eq(judgings.judge, claim.judge), sql`${judgings.claimedAt} is not null`, isUnfinished());
}
