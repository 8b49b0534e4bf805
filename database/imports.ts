/**
 * Package imports: how far each has come and what came of it, for whoever sent it and went away.
 *
 * A row is made when the package has arrived. The server that works on it writes its progress, and at least every few
 * seconds that it is alive; the end is written in the transaction that writes the version, so that the row and the
 * problem tell the same. A row that nobody has kept alive belongs to a server that was stopped: any server says so in it.
 */
import { and, desc, eq, getTableColumns, isNull, sql } from 'drizzle-orm';
import type { ErrorBody } from '#contract/errors.js';
import type { ImportStage, ImportedProblem } from '#contract/problem.js';
import { isUniqueViolation, type Querier } from './connect.js';
import { notify } from './notify.js';
import { decodeCursor, toPage, type Page, type PageRequest } from './page.js';
import { imports } from './publication-schema.js';
import { accounts, problems } from './schema.js';

export type ImportRow = typeof imports.$inferSelect;

export interface ListedImport {
  import: ImportRow;
  username: string;
  /** Of the problem that gets a version; null where the package makes a problem. */
  slug: string | null;
}

/** Twice what a server that is short of time may be late with its word. */
const ALIVE_SECONDS = 20;
/** Imports that are over are of no use after this time. */
const KEPT = sql`interval '30 days'`;

/** Null: another import has this id. */
export async function insertImport(db: Querier, row: { id?: string | undefined; accountId: string; problemId: string | null; fileName: string; size: number }): Promise<string | null> {
  const { id, ...rest } = row;
  try {
    const [inserted] = await db.insert(imports).values({ ...rest, ...(id === undefined ? {} : { id }), stage: 'reading' }).returning({ id: imports.id });
    if (inserted === undefined) throw new Error('The import was not inserted');
    await notify(db, 'import_changed', { id: inserted.id, accountId: row.accountId });
    return inserted.id;
  } catch (error) {
    if (isUniqueViolation(error, 'imports_pkey')) return null;
    throw error;
  }
}

/** Says how far it is, and that its server is alive. */
export async function noteImport(db: Querier, { id, accountId, ...progress }: { id: string; accountId: string; stage: ImportStage; done: number; total: number }): Promise<void> {
  const rows = await db.update(imports).set({ ...progress, aliveAt: sql`now()` }).where(and(eq(imports.id, id), isNull(imports.finishedAt))).returning({ id: imports.id });
  if (rows.length > 0) await notify(db, 'import_changed', { id, accountId });
}

/** In the transaction that writes the version. It is so even where the server was taken for dead meanwhile. */
export async function completeImport(tx: Querier, { id, accountId }: { id: string; accountId: string }, result: ImportedProblem): Promise<void> {
  await tx.update(imports).set({ result, failure: null, aliveAt: sql`now()`, finishedAt: sql`now()` }).where(eq(imports.id, id));
  await notify(tx, 'import_changed', { id, accountId });
}

export async function failImport(db: Querier, { id, accountId }: { id: string; accountId: string }, failure: ErrorBody['error']): Promise<void> {
  await db.update(imports).set({ failure, aliveAt: sql`now()`, finishedAt: sql`now()` }).where(and(eq(imports.id, id), isNull(imports.result)));
  await notify(db, 'import_changed', { id, accountId });
}

/** Ends what belonged to servers that are no more, and forgets what is long over. Answers with the number of the former. */
export async function settleImports(db: Querier): Promise<number> {
  const failure: ErrorBody['error'] = { code: 'unavailable', message: 'The server was stopped while it read this package. Nothing of it was kept: send it again.' };
  const stopped = await db
    .update(imports)
    .set({ failure, finishedAt: sql`now()` })
    .where(and(isNull(imports.finishedAt), sql`${imports.aliveAt} < now() - make_interval(secs => ${ALIVE_SECONDS})`))
    .returning({ id: imports.id, accountId: imports.accountId });
  for (const each of stopped) await notify(db, 'import_changed', each);
  await db.delete(imports).where(sql`${imports.finishedAt} < now() - ${KEPT}`);
  return stopped.length;
}

/** Newest first; of one account, or of all. */
export async function listImports(db: Querier, filter: { accountId?: string | undefined }, page: PageRequest): Promise<Page<ListedImport>> {
  const after = decodeCursor(page.cursor);
  const rows = await select(db)
    .where(
      and(
        after === undefined ? undefined : sql`(${imports.createdAt}, ${imports.id}) < (select created_at, id from imports where id = ${after})`,
        filter.accountId === undefined ? undefined : eq(imports.accountId, filter.accountId),
      ),
    )
    .orderBy(desc(imports.createdAt), desc(imports.id))
    .limit(page.limit + 1);
  return toPage(rows, page.limit, (row) => row.import.id);
}

export async function selectOptionalImport(db: Querier, id: string): Promise<ListedImport | null> {
  const [row] = await select(db).where(eq(imports.id, id));
  return row ?? null;
}

function select(db: Querier) {
  return db
    .select({ import: getTableColumns(imports), username: accounts.username, slug: problems.slug })
    .from(imports)
    .innerJoin(accounts, eq(accounts.id, imports.accountId))
    .leftJoin(problems, eq(problems.id, imports.problemId))
    .$dynamic();
}
