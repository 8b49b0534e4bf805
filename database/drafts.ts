/** What people are writing. A save names the revision that it was written on, and one that is out of date changes nothing. */
import { and, asc, eq, getTableColumns, lt, sql } from 'drizzle-orm';
import type { Querier, Transaction } from './connect.js';
import { drafts } from './schema.js';

export type DraftRow = typeof drafts.$inferSelect;
export type DraftKey = Pick<DraftRow, 'accountId' | 'problemId' | 'language'>;

/** Of one account. Beyond that the one saved longest ago goes. */
export const MOST_DRAFTS = 500;
const KEPT = sql`interval '1 year'`;

/**
 * The first revision of a draft is the number of seconds since 2025 began, and each save adds one: so a draft that was
 * deleted and begun anew does not look like the one that some device still knows.
 */
const FIRST_REVISION = sql<number>`extract(epoch from clock_timestamp() - timestamptz '2025-01-01 00:00:00+00')::int`;

const isDraft = (key: DraftKey) => and(eq(drafts.accountId, key.accountId), eq(drafts.problemId, key.problemId), eq(drafts.language, key.language));

export async function selectOptionalDraft(db: Querier, key: DraftKey): Promise<DraftRow | null> {
  const [row] = await db.select().from(drafts).where(isDraft(key));
  return row ?? null;
}

/** Without their text, in the order of their languages. */
export async function listDraftStamps(db: Querier, of: Pick<DraftKey, 'accountId' | 'problemId'>): Promise<Pick<DraftRow, 'language' | 'revision' | 'savedAt'>[]> {
  return db
    .select({ language: drafts.language, revision: drafts.revision, savedAt: drafts.savedAt })
    .from(drafts)
    .where(and(eq(drafts.accountId, of.accountId), eq(drafts.problemId, of.problemId)))
    .orderBy(asc(drafts.language));
}

/** Null: there is a draft, and it is not the one of revision `basedOn`. Two that save at once on the same one: one of them is null. */
export async function saveDraft(tx: Transaction, draft: DraftKey & Pick<DraftRow, 'files' | 'entryPoint'> & { basedOn: number }): Promise<DraftRow | null> {
  const { basedOn, ...row } = draft;
  const [saved] = await tx
    .insert(drafts)
    .values({ ...row, revision: FIRST_REVISION, savedAt: sql`clock_timestamp()` })
    .onConflictDoUpdate({
      target: [drafts.accountId, drafts.problemId, drafts.language],
      set: { files: row.files, entryPoint: row.entryPoint, revision: sql`${drafts.revision} + 1`, savedAt: sql`clock_timestamp()` },
      setWhere: eq(drafts.revision, basedOn),
    })
    .returning({ ...getTableColumns(drafts), isNew: sql<boolean>`xmax = 0` });
  if (saved === undefined) return null;
  if (saved.isNew) await deleteBeyondMost(tx, row.accountId);
  return saved;
}

async function deleteBeyondMost(tx: Transaction, accountId: string): Promise<void> {
  await tx.execute(sql`
    delete from drafts d using (
      select problem_id, language from drafts where account_id = ${accountId} order by saved_at desc, problem_id, language offset ${MOST_DRAFTS}
    ) old
    where d.account_id = ${accountId} and d.problem_id = old.problem_id and d.language = old.language`);
}

/** False: there was none. */
export async function deleteDraft(db: Querier, key: DraftKey): Promise<boolean> {
  const rows = await db.delete(drafts).where(isDraft(key)).returning({ language: drafts.language });
  return rows.length > 0;
}

export async function deleteOldDrafts(db: Querier): Promise<void> {
  await db.delete(drafts).where(lt(drafts.savedAt, sql`now() - ${KEPT}`));
}
