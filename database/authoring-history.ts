/** The history of an authored problem: snapshots, each with what it changed. A state of the past is the last change of each part up to it. */
import { and, desc, eq, getTableColumns, lt, sql } from 'drizzle-orm';
import type { AuthoredContent } from '#contract/authoring.js';
import type { SNAPSHOT_REASONS } from '#contract/authoring-work.js';
import { authoredChanges, authoredSnapshots } from './authoring-schema.js';
import { inTransaction, type Database, type Querier, type Transaction } from './connect.js';
import { decodeCursor, toPage, type Page, type PageRequest } from './page.js';
import { accounts } from './schema.js';

export type SnapshotRow = typeof authoredSnapshots.$inferSelect;
export interface ListedSnapshot {
  snapshot: SnapshotRow;
  username: string | null;
  parts: number;
}

/** What one author changes within this time is one snapshot. */
const SNAPSHOT_SECONDS = 600;
const ROWS_AT_ONCE = 500;

interface NewChanges {
  authoredId: string;
  accountId: string | null;
  reason: (typeof SNAPSHOT_REASONS)[number];
  version?: number;
  changes: readonly { id: string; content: AuthoredContent | null }[];
}

/** The problem must be locked. */
export async function noteChanges(tx: Transaction, wanted: NewChanges): Promise<void> {
  const snapshotId = await snapshotFor(tx, wanted);
  for (let from = 0; from < wanted.changes.length; from += ROWS_AT_ONCE) {
    await tx
      .insert(authoredChanges)
      .values(wanted.changes.slice(from, from + ROWS_AT_ONCE).map(({ id, content }) => ({ snapshotId, partId: id, content })))
      .onConflictDoUpdate({ target: [authoredChanges.snapshotId, authoredChanges.partId], set: { content: sql`excluded.content` } });
  }
}

async function snapshotFor(tx: Transaction, { authoredId, accountId, reason, version }: NewChanges): Promise<string> {
  const [last] = await tx
    .select({ id: authoredSnapshots.id, number: authoredSnapshots.number, accountId: authoredSnapshots.accountId, reason: authoredSnapshots.reason, isOpen: sql<boolean>`${authoredSnapshots.begunAt} > now() - make_interval(secs => ${SNAPSHOT_SECONDS})` })
    .from(authoredSnapshots)
    .where(eq(authoredSnapshots.authoredId, authoredId))
    .orderBy(desc(authoredSnapshots.number))
    .limit(1);
  if (last && reason === 'edited' && last.reason === reason && last.accountId === accountId && last.isOpen) {
    await tx.update(authoredSnapshots).set({ at: sql`clock_timestamp()` }).where(eq(authoredSnapshots.id, last.id));
    return last.id;
  }
  // A second export of the same state says nothing new.
  if (last && reason === 'exported' && last.reason === reason) return last.id;
  const [made] = await tx.insert(authoredSnapshots).values({ authoredId, accountId, reason, number: (last?.number ?? 0) + 1, version: version ?? null }).returning({ id: authoredSnapshots.id });
  if (made === undefined) throw new Error('The snapshot was not inserted');
  return made.id;
}

/** Newest first. */
export async function listSnapshots(db: Querier, authoredId: string, page: PageRequest): Promise<Page<ListedSnapshot>> {
  const after = decodeCursor(page.cursor, (key) => /^\d{1,9}$/.test(key));
  const rows = await db
    .select({ snapshot: getTableColumns(authoredSnapshots), username: accounts.username, parts: sql<number>`(select count(*)::int from authored_changes c where c.snapshot_id = ${authoredSnapshots.id})` })
    .from(authoredSnapshots)
    .leftJoin(accounts, eq(accounts.id, authoredSnapshots.accountId))
    .where(and(eq(authoredSnapshots.authoredId, authoredId), after === undefined ? undefined : lt(authoredSnapshots.number, Number(after))))
    .orderBy(desc(authoredSnapshots.number))
    .limit(page.limit + 1);
  return toPage(rows, page.limit, (row) => String(row.snapshot.number));
}

export async function selectOptionalSnapshot(db: Querier, authoredId: string, id: string): Promise<SnapshotRow | null> {
  const [row] = await db.select().from(authoredSnapshots).where(and(eq(authoredSnapshots.authoredId, authoredId), eq(authoredSnapshots.id, id)));
  return row ?? null;
}

/** Every part as it was at the end of a snapshot; none before the first. */
export async function selectPast(db: Querier, authoredId: string, number: number): Promise<Map<string, AuthoredContent>> {
  const { rows } = await db.execute<{ part_id: string; content: AuthoredContent | null }>(sql`
    select distinct on (c.part_id) c.part_id, c.content
    from authored_changes c join authored_snapshots s on s.id = c.snapshot_id
    where s.authored_id = ${authoredId} and s.number <= ${number}
    order by c.part_id, s.number desc`);
  return new Map(rows.flatMap(({ part_id, content }) => (content === null ? [] : [[part_id, content]])));
}

/**
 * Of what was only edited, one state an hour is kept after a day, and one a day after a month: the last of them, which takes over what
 * those before it changed. Those that were published, exported or brought back stay, and so does who changed what.
 */
export async function thinHistories(db: Database): Promise<void> {
  await inTransaction(db, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('thin authored histories', 0))`);
    await tx.execute(sql`
      with aged as (
        select id, authored_id, number, account_id, case when reason <> 'edited' then null
          when at < now() - interval '30 days' then 'day ' || date_trunc('day', at, 'UTC')::text when at < now() - interval '1 day' then 'hour ' || date_trunc('hour', at, 'UTC')::text end as span
        from authored_snapshots
      ), kept as (
        select *, span is null or (span, account_id) is distinct from (lead(span) over later, lead(account_id) over later) as stays from aged window later as (partition by authored_id order by number)
      ), into_which as (
        select id, number, stays, first_value(id) over following as keeper from (select *, count(*) filter (where stays) over (partition by authored_id order by number desc) as place from kept) k
        window following as (partition by authored_id, place order by number desc)
      ), moved as (
        insert into authored_changes (snapshot_id, part_id, content)
        select distinct on (i.keeper, c.part_id) i.keeper, c.part_id, c.content from into_which i join authored_changes c on c.snapshot_id = i.id where not i.stays order by i.keeper, c.part_id, i.number desc
        on conflict (snapshot_id, part_id) do nothing
      )
      delete from authored_snapshots s using into_which i where s.id = i.id and not i.stays`);
  });
}
