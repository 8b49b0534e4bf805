/**
 * Writes that come with an Idempotency-Key. The first request begins the key, works, and records its answer; the same
 * one again is given that answer. A request that died leaves its key begun: after a minute another may take it over. One that
 * only stood still finds then, by the moment at which it began, that the key is not its own any more.
 */
import { and, eq, isNull, lt, sql } from 'drizzle-orm';
import type { Querier } from './connect.js';
import { idempotencyKeys } from './schema.js';

const KEPT = sql`interval '1 day'`;
const TAKEN_OVER_AFTER = sql`interval '1 minute'`;

export interface IdempotencyKey {
  accountId: string;
  key: string;
  /** SHA-256 of method, path and body. */
  requestHash: string;
}

/** A key that this request works under. */
export interface HeldKey extends IdempotencyKey {
  /** The fence: created_at as PostgreSQL writes it, with its microseconds. */
  begunAt: string;
}

export type Begun =
  | { state: 'new'; held: HeldKey }
  /** The first request is still at work. */
  | { state: 'at-work' }
  /** The key was used with another request. */
  | { state: 'conflict' }
  | { state: 'answered'; status: number; body: unknown };

/** One of many that begin the same key at once is `new`. */
export async function beginIdempotent(db: Querier, wanted: IdempotencyKey): Promise<Begun> {
  const begun = await db
    .insert(idempotencyKeys)
    .values(wanted)
    .onConflictDoUpdate({
      target: [idempotencyKeys.accountId, idempotencyKeys.key],
      set: { requestHash: wanted.requestHash, status: null, body: null, createdAt: sql`now()` },
      setWhere: sql`${idempotencyKeys.createdAt} < now() - ${KEPT} or (${idempotencyKeys.status} is null and ${idempotencyKeys.requestHash} = ${wanted.requestHash} and ${idempotencyKeys.createdAt} < now() - ${TAKEN_OVER_AFTER})`,
    })
    .returning({ begunAt: sql<string>`${idempotencyKeys.createdAt}::text` });
  if (begun[0] !== undefined) return { state: 'new', held: { ...wanted, begunAt: begun[0].begunAt } };
  const [row] = await db.select().from(idempotencyKeys).where(isKey(wanted));
  if (row === undefined) return { state: 'at-work' };
  if (row.requestHash !== wanted.requestHash) return { state: 'conflict' };
  return row.status === null ? { state: 'at-work' } : { state: 'answered', status: row.status, body: row.body };
}

/** In the transaction of the write itself where there is one: then the answer is recorded exactly if the write is. False: another request has taken the key over. */
export async function recordAnswer(db: Querier, key: HeldKey, answer: { status: number; body: unknown }): Promise<boolean> {
  const recorded = await db.update(idempotencyKeys).set({ status: answer.status, body: answer.body }).where(isHeld(key)).returning({ key: idempotencyKeys.key });
  return recorded.length > 0;
}

/** The request failed and may be tried again with the same key. */
export async function abandonIdempotent(db: Querier, key: HeldKey): Promise<void> {
  await db.delete(idempotencyKeys).where(and(isHeld(key), isNull(idempotencyKeys.status)));
}

export async function deleteOldIdempotencyKeys(db: Querier): Promise<void> {
  await db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, sql`now() - ${KEPT}`));
}

function isHeld(key: HeldKey) {
  return and(isKey(key), eq(idempotencyKeys.requestHash, key.requestHash), sql`${idempotencyKeys.createdAt} = ${key.begunAt}::timestamptz`);
}

function isKey(key: IdempotencyKey) {
  return and(eq(idempotencyKeys.accountId, key.accountId), eq(idempotencyKeys.key, key.key));
}
