/** Who works for a contest besides its owner. */
import { arrayContains, asc, eq, inArray, sql } from 'drizzle-orm';
import type { ContestHelper } from '#contract/contest-site.js';
import type { Querier, Transaction } from './connect.js';
import { contests } from './contest-schema.js';
import { accounts } from './schema.js';

type Helped = Pick<typeof contests.$inferSelect, 'juryIds' | 'runnerIds'>;

/** By username. */
export async function listHelpers(db: Querier, { juryIds, runnerIds }: Helped): Promise<ContestHelper[]> {
  const ids = [...juryIds, ...runnerIds];
  if (ids.length === 0) return [];
  const rows = await db.select({ id: accounts.id, username: accounts.username }).from(accounts).where(inArray(accounts.id, ids)).orderBy(asc(accounts.username));
  return rows.map(({ id, username }) => ({ username, part: juryIds.includes(id) ? 'jury' : 'runner' }));
}

/** Somebody has one part only: another one takes the place of the first. Null: none any more. */
export async function setHelper(tx: Transaction, contestId: string, accountId: string, part: ContestHelper['part'] | null): Promise<void> {
  const without = (column: typeof contests.juryIds | typeof contests.runnerIds) => sql`array_remove(${column}, ${accountId}::uuid)`;
  const set = (column: typeof contests.juryIds | typeof contests.runnerIds, has: boolean) => (has ? sql`array_append(${without(column)}, ${accountId}::uuid)` : without(column));
  await tx.update(contests).set({ juryIds: set(contests.juryIds, part === 'jury'), runnerIds: set(contests.runnerIds, part === 'runner') }).where(eq(contests.id, contestId));
}

/** For lists: contests that somebody works for. */
export const isHelper = (accountId: string) => sql`(${arrayContains(contests.juryIds, [accountId])} or ${arrayContains(contests.runnerIds, [accountId])})`;
