/** Questions in a contest, their answers, and announcements. */
import { and, desc, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { Querier, Transaction } from './connect.js';
import { notify } from './notify.js';
import { clarifications, contestProblems, participants } from './contest-schema.js';

export type ClarificationRow = typeof clarifications.$inferSelect;
export interface ListedClarification {
  clarification: ClarificationRow;
  label: string | null;
  askedBy: string | null;
}

/** `participantId`: only what this one may read: their own, and what is for all; null: only what is for all; absent: everything. `problems` false: nothing of what is about a problem. */
export async function listClarifications(db: Querier, contestId: string, reader: { participantId?: string | null; problems?: boolean }): Promise<ListedClarification[]> {
  const forAll = and(eq(clarifications.toAll, true), isNotNull(clarifications.answer), reader.problems === false ? isNull(clarifications.problemId) : undefined);
  const readable = reader.participantId === undefined ? undefined : reader.participantId === null ? forAll : or(forAll, eq(clarifications.participantId, reader.participantId));
  return listed(db)
    .where(and(eq(clarifications.contestId, contestId), readable))
    .orderBy(desc(sql`coalesce(${clarifications.answeredAt}, ${clarifications.askedAt})`), desc(clarifications.id))
    .limit(1000);
}

/** Ids of those of these contests that were asked or answered since. */
export async function listClarificationsSince(db: Querier, contestIds: readonly string[], since: Date): Promise<string[]> {
  const rows = await db
    .select({ id: clarifications.id })
    .from(clarifications)
    .where(and(inArray(clarifications.contestId, [...contestIds]), sql`greatest(${clarifications.askedAt}, ${clarifications.answeredAt}) >= ${since}`))
    .orderBy(sql`greatest(${clarifications.askedAt}, ${clarifications.answeredAt})`);
  return rows.map(({ id }) => id);
}

export async function selectOptionalClarification(db: Querier, id: string): Promise<ListedClarification | null> {
  const [row] = await listed(db).where(eq(clarifications.id, id));
  return row ?? null;
}

function listed(db: Querier) {
  return db
    .select({ clarification: clarifications, label: contestProblems.label, askedBy: participants.name })
    .from(clarifications)
    .leftJoin(participants, eq(participants.id, clarifications.participantId))
    .leftJoin(contestProblems, and(eq(contestProblems.contestId, clarifications.contestId), eq(contestProblems.problemId, clarifications.problemId)));
}

export async function insertClarification(tx: Transaction, row: typeof clarifications.$inferInsert): Promise<string> {
  const [inserted] = await tx.insert(clarifications).values(row).returning({ id: clarifications.id });
  if (inserted === undefined) throw new Error('The clarification was not inserted');
  await notify(tx, 'clarification_posted', { id: inserted.id, contest: row.contestId });
  return inserted.id;
}

/** `instead`: when the answer was given that it takes the place of; null: there must be none; `any`: whatever is there. `gone`: there is no such question in the contest; `conflict`: somebody has answered it meanwhile. */
export async function answerClarification(tx: Transaction, contestId: string, id: string, answer: { answer: string; toAll: boolean; answeredBy: string }, instead: Date | null | 'any'): Promise<'answered' | 'gone' | 'conflict'> {
  const one = and(eq(clarifications.id, id), eq(clarifications.contestId, contestId), isNotNull(clarifications.question));
  // The database knows microseconds, and whoever has read it milliseconds.
  const unchanged = instead === 'any' ? undefined : instead === null ? isNull(clarifications.answer) : sql`date_trunc('milliseconds', ${clarifications.answeredAt}) = ${instead.toISOString()}::timestamptz`;
  const changed = await tx.update(clarifications).set({ ...answer, answeredAt: sql`now()` }).where(and(one, unchanged)).returning({ id: clarifications.id });
  if (changed.length === 0) return (await tx.$count(clarifications, one)) === 0 ? 'gone' : 'conflict';
  await notify(tx, 'clarification_posted', { id, contest: contestId });
  return 'answered';
}
