/** What analysts say of what happens in a contest. */
import { and, asc, eq, sql } from 'drizzle-orm';
import type { Querier, Transaction } from './connect.js';
import { commentary, contestResults } from './contest-schema.js';

export type CommentaryRow = typeof commentary.$inferSelect;

/** As it was said. `id`: only this one. */
export async function listCommentary(db: Querier, contestId: string, id?: string): Promise<CommentaryRow[]> {
  return db.select().from(commentary).where(and(eq(commentary.contestId, contestId), id === undefined ? undefined : eq(commentary.id, id))).orderBy(asc(commentary.saidAt), asc(commentary.id));
}

export async function insertCommentary(tx: Transaction, row: Omit<typeof commentary.$inferInsert, 'id' | 'saidAt'>): Promise<string> {
  const [inserted] = await tx.insert(commentary).values(row).returning({ id: commentary.id });
  if (inserted === undefined) throw new Error('The commentary was not inserted');
  return inserted.id;
}

/** False: there is none of this id in the contest. */
export async function deleteCommentary(db: Querier, contestId: string, id: string): Promise<boolean> {
  return (await db.delete(commentary).where(and(eq(commentary.contestId, contestId), eq(commentary.id, id))).returning({ id: commentary.id })).length > 0;
}

/** Which of these are submissions of the contest. */
export async function selectSubmissionsOf(db: Querier, contestId: string, ids: readonly string[]): Promise<string[]> {
  const rows = await db.select({ id: contestResults.submissionId }).from(contestResults).where(and(eq(contestResults.contestId, contestId), sql`${contestResults.submissionId} = any(${sql.param([...ids])}::uuid[])`));
  return rows.map(({ id }) => id);
}
