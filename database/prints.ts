/** What participants want to have on paper. */
import { and, asc, desc, eq, inArray, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import type { Querier, Transaction } from './connect.js';
import { prints } from './contest-site-schema.js';
import { contests, participants } from './contest-schema.js';
import { notify } from './notify.js';
import { accounts } from './schema.js';

export interface ListedPrint {
  print: Omit<typeof prints.$inferSelect, 'content'>;
  participant: { id: string; name: string; affiliation: string | null; group: string | null; seat: string | null };
  doneBy: string | null;
}

export async function insertPrint(tx: Transaction, row: Pick<typeof prints.$inferInsert, 'contestId' | 'participantId' | 'accountId' | 'name' | 'content' | 'pages'>): Promise<string> {
  const [inserted] = await tx.insert(prints).values(row).returning({ id: prints.id });
  if (inserted === undefined) throw new Error('The print was not inserted');
  await notify(tx, 'contest_site_changed', { id: row.contestId, what: 'prints' });
  return inserted.id;
}

/** Pages that a participant has had within the last hour. Locks the participant, so that two who send at once are both counted. */
export async function lockRecentPages(tx: Transaction, participantId: string): Promise<number> {
  await tx.select({ id: participants.id }).from(participants).where(eq(participants.id, participantId)).for('update');
  const [row] = await tx.select({ pages: sql<number>`coalesce(sum(${prints.pages}), 0)::int` }).from(prints).where(and(eq(prints.participantId, participantId), sql`${prints.createdAt} > now() - interval '1 hour'`));
  return row?.pages ?? 0;
}

const { content: _content, ...SUMMARY } = {
  id: prints.id, contestId: prints.contestId, participantId: prints.participantId, accountId: prints.accountId, name: prints.name, content: prints.content, pages: prints.pages,
  createdAt: prints.createdAt, doneAt: prints.doneAt, doneBy: prints.doneBy,
};
const PARTICIPANT = { id: participants.id, name: participants.name, affiliation: participants.affiliation, group: participants.group, seat: participants.seat };

/** What waits, the first that came at the head; then the last that were done. `participantId`: only theirs. */
export async function listPrints(db: Querier, contestId: string, participantId: string | null, mostDone: number): Promise<ListedPrint[]> {
  const listed = (which: SQL) =>
    db
      .select({ print: SUMMARY, participant: PARTICIPANT, doneBy: accounts.username })
      .from(prints)
      .innerJoin(participants, eq(participants.id, prints.participantId))
      .leftJoin(accounts, eq(accounts.id, prints.doneBy))
      .where(and(eq(prints.contestId, contestId), participantId === null ? undefined : eq(prints.participantId, participantId), which));
  const waiting = await listed(isNull(prints.doneAt)).orderBy(asc(prints.createdAt), asc(prints.id));
  const done = await listed(isNotNull(prints.doneAt)).orderBy(desc(prints.doneAt), asc(prints.id)).limit(mostDone);
  return [...waiting, ...done];
}

export interface WholePrint extends ListedPrint {
  content: string;
  contestName: string;
}

export async function selectOptionalPrint(db: Querier, contestId: string, id: string): Promise<WholePrint | null> {
  const [row] = await whole(db, contestId, eq(prints.id, id));
  return row ?? null;
}

/** The first that came at the head. `ids` null: those that wait. */
export async function selectPrints(db: Querier, contestId: string, ids: readonly string[] | null, most: number): Promise<WholePrint[]> {
  return whole(db, contestId, ids === null ? isNull(prints.doneAt) : inArray(prints.id, [...ids])).orderBy(asc(prints.createdAt), asc(prints.id)).limit(most);
}

function whole(db: Querier, contestId: string, which: SQL) {
  return db
    .select({ print: SUMMARY, content: prints.content, contestName: contests.name, participant: PARTICIPANT, doneBy: accounts.username })
    .from(prints)
    .innerJoin(contests, eq(contests.id, prints.contestId))
    .innerJoin(participants, eq(participants.id, prints.participantId))
    .leftJoin(accounts, eq(accounts.id, prints.doneBy))
    .where(and(eq(prints.contestId, contestId), which));
}

export async function countWaitingPrints(db: Querier, contestId: string): Promise<number> {
  return db.$count(prints, and(eq(prints.contestId, contestId), isNull(prints.doneAt)));
}

/** False: one of them is no print of the contest, and nothing may be kept. `by` null: they are not done after all. */
export async function markPrints(tx: Transaction, contestId: string, ids: readonly string[], by: string | null): Promise<boolean> {
  const wanted = [...new Set(ids)];
  const changed = await tx.update(prints).set({ doneAt: by === null ? null : sql`now()`, doneBy: by }).where(and(inArray(prints.id, wanted), eq(prints.contestId, contestId))).returning({ id: prints.id });
  if (changed.length < wanted.length) return false;
  await notify(tx, 'contest_site_changed', { id: contestId, what: 'prints' });
  return true;
}
