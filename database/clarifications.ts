/** Questions in a contest, their answers, and announcements. */
import { and, desc, eq, isNotNull, or, sql } from 'drizzle-orm';
import type { Querier, Transaction } from './connect.js';
import { notify } from './notify.js';
import { clarifications, contestProblems, participants } from './contest-schema.js';

export type ClarificationRow = typeof clarifications.$inferSelect;
export interface ListedClarification {
  clarification: ClarificationRow;
  label: string | null;
  askedBy: string | null;
}

/** `participantId`: only what this one may read: their own, and what is for all; null: only what is for all; absent: everything. */
export async function listClarifications(db: Querier, contestId: string, reader: { participantId?: string | null }): Promise<ListedClarification[]> {
  const forAll = and(eq(clarifications.toAll, true), isNotNull(clarifications.answer));
  const readable = reader.participantId === undefined ? undefined : reader.participantId === null ? forAll : or(forAll, eq(clarifications.participantId, reader.participantId));
  return listed(db)
    .where(and(eq(clarifications.contestId, contestId), readable))
    .orderBy(desc(sql`coalesce(${clarifications.answeredAt}, ${clarifications.askedAt})`), desc(clarifications.id))
    .limit(1000);
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

/** False: there is no such question in the contest. */
export async function answerClarification(tx: Transaction, contestId: string, id: string, answer: { answer: string; toAll: boolean; answeredBy: string }): Promise<boolean> {
  const changed = await tx.update(clarifications).set({ ...answer, answeredAt: sql`now()` }).where(and(eq(clarifications.id, id), eq(clarifications.contestId, contestId), isNotNull(clarifications.question))).returning({ id: clarifications.id });
  if (changed.length === 0) return false;
  await notify(tx, 'clarification_posted', { id, contest: contestId });
  return true;
}
