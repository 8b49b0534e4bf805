/**
 * The life of the check of a version's data. It is queued with its verification, claimed by a slot that finds neither judgings nor
 * runs, and done slice by slice, so that whoever submits meanwhile does not wait for the end of it: what has been found is in its row,
 * and the next claim goes on behind it. `attempt` is the fence, as in queue.ts. Claims in a row that come no further (their judges
 * were killed) are counted by `attempt - releases`; after MAX_ATTEMPTS of them it is given up, and the reason told.
 */
import { and, eq, isNull, lt, sql } from 'drizzle-orm';
import { LEASE_SECONDS, MAX_ATTEMPTS } from '#contract/judging.js';
import type { ProblemPackage } from '#contract/package.js';
import { inTransaction, type Database, type Querier, type Transaction } from './connect.js';
import { notify } from './notify.js';
import { dataChecks } from './publication-schema.js';
import { problemVersions } from './schema.js';
import { withoutNul } from './text.js';

export type DataCheckRow = typeof dataChecks.$inferSelect;

/** Everything that a judge needs to go on. */
export interface ClaimedDataCheck extends Pick<DataCheckRow, 'id' | 'attempt' | 'done' | 'counts' | 'failed'> {
  judge: string;
  package: ProblemPackage;
}

/** What has been found so far, all of it. */
export type DataCheckNews = Partial<Pick<DataCheckRow, 'done' | 'total' | 'counts' | 'failed' | 'failure'>>;

type Claim = Pick<ClaimedDataCheck, 'id' | 'attempt' | 'judge'>;

/** Queues it and wakes judges when the transaction commits. */
export async function insertDataCheck(tx: Transaction, { verificationId, versionId }: { verificationId: string; versionId: string }): Promise<void> {
  await tx.insert(dataChecks).values({ id: verificationId, versionId });
  await notify(tx, 'judging_queued', {});
}

/** The oldest that waits or whose judge was lost, or null. */
export async function claimDataCheck(db: Querier, { judge }: { judge: string }): Promise<ClaimedDataCheck | null> {
  const { rows } = await db.execute<{ id: string }>(sql`
    update data_checks set claimed_at = now(), lease_until = now() + make_interval(secs => ${LEASE_SECONDS}), judge = ${judge}, attempt = attempt + 1
    where id = (
      select id from data_checks
      where finished_at is null and (claimed_at is null or lease_until < now()) and attempt - releases < ${MAX_ATTEMPTS}
      order by queued_at limit 1 for update skip locked
    ) returning id`);
  const id = rows[0]?.id;
  if (id === undefined) return null;
  const [row] = await db
    .select({ id: dataChecks.id, attempt: dataChecks.attempt, judge: dataChecks.judge, done: dataChecks.done, counts: dataChecks.counts, failed: dataChecks.failed, package: problemVersions.package })
    .from(dataChecks)
    .innerJoin(problemVersions, eq(problemVersions.id, dataChecks.versionId))
    .where(eq(dataChecks.id, id));
  if (row === undefined || row.judge === null) return null;
  return { ...row, judge: row.judge };
}

/** Renews the lease, and writes what is new, if anything is: whoever comes further starts counting anew. False: it is another judge's, or over. */
export async function noteDataCheck(db: Querier, claim: Claim, news: DataCheckNews = {}): Promise<boolean> {
  const further = news.done === undefined ? {} : { releases: sql`${dataChecks.attempt} - 1` };
  const held = await db
    .update(dataChecks)
    .set({ ...withoutNul(news), ...further, leaseUntil: sql`now() + make_interval(secs => ${LEASE_SECONDS})` })
    .where(isHeld(claim))
    .returning({ id: dataChecks.id });
  if (held.length > 0 && news.done !== undefined) await notify(db, 'verification_changed', { id: claim.id });
  return held.length > 0;
}

/** False: it is another judge's, or over; nothing was changed. */
export async function finishDataCheck(db: Database, claim: Claim, news: DataCheckNews): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const finished = await tx.update(dataChecks).set({ ...withoutNul(news), finishedAt: sql`now()` }).where(isHeld(claim)).returning({ id: dataChecks.id });
    if (finished.length > 0) await notify(tx, 'verification_changed', { id: claim.id });
    return finished.length > 0;
  });
}

/** Gives it back with what has been found: at the end of a slice, or where a judge drains. It counts as no attempt. */
export async function releaseDataCheck(db: Database, claim: Claim, news: DataCheckNews): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const released = await tx
      .update(dataChecks)
      .set({ ...withoutNul(news), claimedAt: null, leaseUntil: null, judge: null, releases: sql`${dataChecks.attempt}` })
      .where(isHeld(claim))
      .returning({ id: dataChecks.id });
    if (released.length === 0) return false;
    await notify(tx, 'verification_changed', { id: claim.id });
    await notify(tx, 'judging_queued', {});
    return true;
  });
}

/** Ends what MAX_ATTEMPTS judges were lost with. */
export async function giveUpDataChecks(db: Database): Promise<void> {
  const failure = sql`'Given up: ' || (${dataChecks.attempt} - ${dataChecks.releases}) || ' times the judge stopped answering while it checked the data. The last one was ' || ${dataChecks.judge} || '. Verify again.'`;
  const lost = await db
    .update(dataChecks)
    .set({ failure, finishedAt: sql`now()` })
    .where(and(isNull(dataChecks.finishedAt), lt(dataChecks.leaseUntil, sql`now()`), sql`${dataChecks.attempt} - ${dataChecks.releases} >= ${MAX_ATTEMPTS}`))
    .returning({ id: dataChecks.id });
  for (const { id } of lost) await notify(db, 'verification_changed', { id });
}

/** Null: the verification is from before data was checked. */
export async function selectOptionalDataCheck(db: Querier, verificationId: string): Promise<DataCheckRow | null> {
  const [row] = await db.select().from(dataChecks).where(eq(dataChecks.id, verificationId));
  return row ?? null;
}

function isHeld({ id, attempt, judge }: Claim) {
  return and(eq(dataChecks.id, id), eq(dataChecks.attempt, attempt), eq(dataChecks.judge, judge), isNull(dataChecks.finishedAt));
}
