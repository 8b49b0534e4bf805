/**
 * The life of a run of somebody's own program. It is queued, claimed, renewed and finished as a judging is (queue.ts), with
 * the attempt as fence; but it waits while there are judgings, it is tried once more only, and what it has printed so far
 * is in its row, so that whoever watches sees it at once.
 */
import { and, eq, getTableColumns, isNull, lt, sql } from 'drizzle-orm';
import { LEASE_SECONDS, type CompileResult, type TestResult } from '#contract/judging.js';
import type { LanguageId } from '#contract/language.js';
import type { ProblemPackage } from '#contract/package.js';
import type { RunOutcome } from '#contract/run.js';
import { inTransaction, type Database, type Querier, type Transaction } from './connect.js';
import { notify } from './notify.js';
import { isUuid } from './page.js';
import { problemVersions, problems, runs } from './schema.js';
import { withoutNul } from './text.js';

export type RunRow = typeof runs.$inferSelect;

/** Everything that a judge needs to begin. */
export interface ClaimedRun extends Pick<RunRow, 'id' | 'attempt' | 'entryPoint' | 'stdin' | 'timeLimitMs' | 'memoryLimitKib' | 'files'> {
  language: LanguageId;
  judge: string;
  /** Null: of no problem. */
  package: ProblemPackage | null;
}

/** What a judge says while it works and at the end. Absent: as it was. */
export type RunNews = Partial<Pick<RunRow, 'compile' | 'stdout' | 'tests' | 'languageVersion' | 'outcome' | 'failure'>> & { compile?: CompileResult; tests?: TestResult[]; outcome?: RunOutcome };

type Claim = Pick<ClaimedRun, 'id' | 'attempt' | 'judge'>;

const MAX_ATTEMPTS = 2;
const KEPT = sql`interval '1 day'`;

/** Null: the account has `most` that are not finished already. Two that ask at once wait for each other. */
export async function insertRun(tx: Transaction, run: Pick<RunRow, 'accountId' | 'versionId' | 'language' | 'files' | 'entryPoint' | 'stdin' | 'timeLimitMs' | 'memoryLimitKib'>, most: number): Promise<{ id: string } | null> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('runs of ' || ${run.accountId}::text, 0))`);
  const unfinished = await tx.$count(runs, and(eq(runs.accountId, run.accountId), isNull(runs.finishedAt)));
  if (unfinished >= most) return null;
  const [row] = await tx.insert(runs).values(run).returning({ id: runs.id });
  if (row === undefined) throw new Error('The run was not inserted');
  await notify(tx, 'run_queued', {});
  return row;
}

const { files: _files, ...SHOWN } = getTableColumns(runs);

/** A run as it is shown: it is asked for several times a second, so without its program, and with the tests of its problem only where it is run on samples. */
export interface ShownRun {
  run: Omit<RunRow, 'files'>;
  slug: string | null;
  tests: ProblemPackage['tests'] | null;
}

/** Null where there is none of this id. */
export async function selectOptionalRun(db: Querier, id: string): Promise<ShownRun | null> {
  if (!isUuid(id)) return null;
  const [row] = await db
    .select({ run: SHOWN, slug: problems.slug, tests: sql<ShownRun['tests']>`case when ${runs.stdin} is null then ${problemVersions.package} -> 'tests' end` })
    .from(runs)
    .leftJoin(problemVersions, eq(problemVersions.id, runs.versionId))
    .leftJoin(problems, eq(problems.id, problemVersions.problemId))
    .where(eq(runs.id, id));
  return row ?? null;
}

/** The oldest that waits or whose judge was lost, or null. */
export async function claimRun(db: Querier, { judge, languages }: { judge: string; languages: readonly LanguageId[] }): Promise<ClaimedRun | null> {
  const { rows } = await db.execute<{ id: string }>(sql`
    update runs set claimed_at = now(), lease_until = now() + make_interval(secs => ${LEASE_SECONDS}), judge = ${judge}, attempt = attempt + 1
    where id = (
      select id from runs
      where finished_at is null and (claimed_at is null or lease_until < now()) and attempt - releases < ${MAX_ATTEMPTS} and language = any(${sql.param([...languages])}::text[])
      order by queued_at limit 1 for update skip locked
    ) returning id`);
  const id = rows[0]?.id;
  if (id === undefined) return null;
  const [row] = await db
    .select({ id: runs.id, attempt: runs.attempt, judge: runs.judge, language: runs.language, entryPoint: runs.entryPoint, stdin: runs.stdin, timeLimitMs: runs.timeLimitMs, memoryLimitKib: runs.memoryLimitKib, files: runs.files, package: problemVersions.package })
    .from(runs)
    .leftJoin(problemVersions, eq(problemVersions.id, runs.versionId))
    .where(eq(runs.id, id));
  if (row === undefined || row.judge === null) return null;
  await notify(db, 'run_changed', { id });
  return { ...row, judge: row.judge, language: row.language as LanguageId };
}

/** Renews the lease and writes what is new, if anything is. False: it is another judge's, or over. */
export async function noteRun(db: Querier, claim: Claim, news: RunNews = {}): Promise<boolean> {
  const held = await db.update(runs).set({ ...withoutNul(news), leaseUntil: sql`now() + make_interval(secs => ${LEASE_SECONDS})` }).where(isHeld(claim)).returning({ id: runs.id });
  if (held.length > 0 && Object.keys(news).length > 0) await notify(db, 'run_changed', { id: claim.id });
  return held.length > 0;
}

/** False: it is another judge's, or over; nothing was changed. */
export async function finishRun(db: Database, claim: Claim, news: RunNews): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const finished = await tx.update(runs).set({ ...withoutNul(news), finishedAt: sql`now()` }).where(isHeld(claim)).returning({ id: runs.id });
    if (finished.length > 0) await notify(tx, 'run_changed', { id: claim.id });
    return finished.length > 0;
  });
}

/** Gives it back unfinished, as a judge that drains does; it counts as no attempt. */
export async function releaseRun(db: Database, claim: Claim): Promise<void> {
  await inTransaction(db, async (tx) => {
    const released = await tx.update(runs).set({ claimedAt: null, leaseUntil: null, judge: null, stdout: '', tests: [], releases: sql`${runs.releases} + 1` }).where(isHeld(claim)).returning({ id: runs.id });
    if (released.length > 0) await notify(tx, 'run_queued', {});
  });
}

/** Ends what no judge came to the end of. */
export async function settleRuns(db: Database): Promise<void> {
  const failure = 'The judge stopped while it ran this. Run it again.';
  const lost = await db
    .update(runs)
    .set({ failure, finishedAt: sql`now()` })
    .where(and(isNull(runs.finishedAt), lt(runs.leaseUntil, sql`now()`), sql`${runs.attempt} - ${runs.releases} >= ${MAX_ATTEMPTS}`))
    .returning({ id: runs.id });
  for (const { id } of lost) await notify(db, 'run_changed', { id });
}

export async function deleteOldRuns(db: Querier): Promise<void> {
  await db.delete(runs).where(lt(runs.queuedAt, sql`now() - ${KEPT}`));
}

function isHeld({ id, attempt, judge }: Claim) {
  return and(eq(runs.id, id), eq(runs.attempt, attempt), eq(runs.judge, judge), isNull(runs.finishedAt));
}
