/**
 * The life of a request for packages (environment-schema.ts). A server queues it, a judge that is not busy claims it, sends the files that
 * it has fetched and says what came of it; the server takes the files over and deletes the request. Claims are leased and fenced as those
 * of judgings are (queue.ts).
 */
import { Readable } from 'node:stream';
import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import type { EnvironmentAnswer, WantedEnvironment } from '#contract/environment.js';
import { LEASE_SECONDS } from '#contract/judging.js';
import { CHUNK_BYTES } from './blobs.js';
import { inTransaction, type Database, type Querier } from './connect.js';
import { environmentChunks, environmentJobs } from './environment-schema.js';
import { notify } from './notify.js';
import { withoutNul } from './text.js';

export type EnvironmentJobRow = typeof environmentJobs.$inferSelect;

export interface ClaimedEnvironmentJob extends Pick<EnvironmentJobRow, 'id' | 'attempt' | 'wanted'> {
  judge: string;
}

const MAX_ATTEMPTS = 2;
const KEPT = sql`interval '1 hour'`;

export async function insertEnvironmentJob(db: Database, job: { wanted: WantedEnvironment; languages: string[] }): Promise<string> {
  return inTransaction(db, async (tx) => {
    const [row] = await tx.insert(environmentJobs).values(job).returning({ id: environmentJobs.id });
    if (row === undefined) throw new Error('The request for packages was not inserted');
    await notify(tx, 'run_queued', {});
    return row.id;
  });
}

/** How far it is. `lost`: no judge came to its end, and none will. Null: there is none. */
export async function selectOptionalEnvironmentJob(db: Querier, id: string): Promise<(EnvironmentJobRow & { lost: boolean }) | null> {
  const lost = sql<boolean>`${environmentJobs.finishedAt} is null and ${environmentJobs.leaseUntil} < now() and ${environmentJobs.attempt} - ${environmentJobs.releases} >= ${MAX_ATTEMPTS}`;
  const [row] = await db.select({ job: environmentJobs, lost }).from(environmentJobs).where(eq(environmentJobs.id, id));
  return row ? { ...row.job, lost: row.lost === true } : null;
}

/** With its files. */
export async function deleteEnvironmentJob(db: Querier, id: string): Promise<void> {
  await db.delete(environmentJobs).where(eq(environmentJobs.id, id));
}

/** Those of servers that are no more. */
export async function deleteOldEnvironmentJobs(db: Querier): Promise<void> {
  await db.delete(environmentJobs).where(lt(environmentJobs.queuedAt, sql`now() - ${KEPT}`));
}

/** Null: the judge that finished it sent no such file. */
export async function openEnvironmentFile(db: Querier, { id, attempt }: Pick<EnvironmentJobRow, 'id' | 'attempt'>, hash: string): Promise<Readable | null> {
  const of = and(eq(environmentChunks.jobId, id), eq(environmentChunks.attempt, attempt), eq(environmentChunks.hash, hash));
  const [first] = await db.select({ position: environmentChunks.position }).from(environmentChunks).where(of).limit(1);
  if (first === undefined) return null;
  const read = async function* (): AsyncGenerator<Buffer> {
    for (let position = -1; ; ) {
      const [row] = await db.select({ data: environmentChunks.data, position: environmentChunks.position }).from(environmentChunks).where(and(of, gt(environmentChunks.position, position))).orderBy(environmentChunks.position).limit(1);
      if (row === undefined) return;
      position = row.position;
      yield row.data;
    }
  };
  return Readable.from(read(), { objectMode: false, highWaterMark: CHUNK_BYTES });
}

/** The oldest that waits or whose judge was lost, and that this judge can do; or null. */
export async function claimEnvironmentJob(db: Querier, { judge, languages }: { judge: string; languages: readonly string[] }): Promise<ClaimedEnvironmentJob | null> {
  const { rows } = await db.execute<{ id: string; attempt: number; wanted: WantedEnvironment }>(sql`
    update environment_jobs set claimed_at = now(), lease_until = now() + make_interval(secs => ${LEASE_SECONDS}), judge = ${judge}, attempt = attempt + 1, done = 0, total = 0
    where id = (
      select id from environment_jobs
      where finished_at is null and (claimed_at is null or lease_until < now()) and attempt - releases < ${MAX_ATTEMPTS} and languages <@ ${sql.param([...languages])}::text[]
      order by queued_at limit 1 for update skip locked
    ) returning id, attempt, wanted`);
  return rows[0] ? { ...rows[0], judge } : null;
}

/** Renews the lease and says how far it is. False: it is another judge's, or over. */
export async function noteEnvironmentJob(db: Querier, claim: ClaimedEnvironmentJob, progress: { done: number; total: number }): Promise<boolean> {
  const held = await db.update(environmentJobs).set({ ...progress, leaseUntil: sql`now() + make_interval(secs => ${LEASE_SECONDS})` }).where(isHeld(claim)).returning({ id: environmentJobs.id });
  return held.length > 0;
}

/** Sends a file, a chunk at a time. Fails where the claim is no longer held. */
export async function sendEnvironmentFile(db: Querier, { id, attempt }: ClaimedEnvironmentJob, hash: string, content: Readable): Promise<void> {
  let position = 0;
  for await (const data of content as AsyncIterable<Buffer>) await db.insert(environmentChunks).values({ jobId: id, attempt, hash, position: position++, data });
}

/** False: it is another judge's, or over; nothing was changed. */
export async function finishEnvironmentJob(db: Querier, claim: ClaimedEnvironmentJob, answer: EnvironmentAnswer): Promise<boolean> {
  const finished = await db.update(environmentJobs).set({ ...withoutNul({ answer }), finishedAt: sql`now()` }).where(isHeld(claim)).returning({ id: environmentJobs.id });
  return finished.length > 0;
}

/** Gives it back unfinished, as a judge that drains does; it counts as no attempt. */
export async function releaseEnvironmentJob(db: Database, claim: ClaimedEnvironmentJob): Promise<void> {
  await inTransaction(db, async (tx) => {
    const released = await tx.update(environmentJobs).set({ claimedAt: null, leaseUntil: null, judge: null, releases: sql`${environmentJobs.releases} + 1` }).where(isHeld(claim)).returning({ id: environmentJobs.id });
    if (released.length > 0) await notify(tx, 'run_queued', {});
  });
}

function isHeld({ id, attempt, judge }: ClaimedEnvironmentJob) {
  return and(eq(environmentJobs.id, id), eq(environmentJobs.attempt, attempt), eq(environmentJobs.judge, judge), isNull(environmentJobs.finishedAt));
}
