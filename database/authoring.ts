/**
 * Problems that are being written, and their parts. Every change goes through `changeParts`: it locks the problem, so that the
 * changes of two authors come one after the other, refuses what is based on an older revision, and keeps the history.
 */
import { randomUUID } from 'node:crypto';
import { and, asc, desc, eq, getTableColumns, inArray, or, sql } from 'drizzle-orm';
import { holdsFiles, type AuthoredContent } from '#contract/authoring.js';
import type { AuthoringChange, SNAPSHOT_REASONS } from '#contract/authoring-work.js';
import type { Querier, Transaction } from './connect.js';
import { noteChanges } from './authoring-history.js';
import { authoredBlobs, authoredCollaborators, authoredParts, authoredProblems } from './authoring-schema.js';
import { notify } from './notify.js';
import { decodeCursor, isUuid, toPage, type Page, type PageRequest } from './page.js';
import { accounts, problems } from './schema.js';

export type AuthoredRow = typeof authoredProblems.$inferSelect;
export type PartRow = typeof authoredParts.$inferSelect & { changedByName: string | null };
export interface Author {
  id: string;
  username: string;
}

/** A problem with the people that it belongs to, and what it is published as. */
export interface FoundAuthored {
  authored: AuthoredRow;
  owner: string | null;
  changedBy: string | null;
  slug: string | null;
  collaborators: Author[];
}

/** As of drafts (drafts.ts): a part that was deleted and comes back does not look like the one that somebody still knows. */
const FIRST_REVISION = sql<number>`extract(epoch from clock_timestamp() - timestamptz '2025-01-01 00:00:00+00')::int`;

const ROWS_AT_ONCE = 500;

export interface NewPart {
  id: string;
  content: AuthoredContent;
}

export async function insertAuthored(tx: Transaction, wanted: { owner: Author; parts: NewPart[]; problem?: { id: string; version: number } }): Promise<{ id: string }> {
  const [row] = await tx
    .insert(authoredProblems)
    .values({ ownerId: wanted.owner.id, changedBy: wanted.owner.id, ...(wanted.problem ? { problemId: wanted.problem.id, publishedVersion: wanted.problem.version } : {}) })
    .returning({ id: authoredProblems.id });
  if (row === undefined) throw new Error('The problem was not inserted');
  await changeParts(tx, { authoredId: row.id, author: wanted.owner, reason: 'made', changes: wanted.parts });
  return row;
}

/** Null where there is none of this id. */
export async function selectOptionalAuthored(db: Querier, id: string): Promise<FoundAuthored | null> {
  if (!isUuid(id)) return null;
  const [found] = await withPeople(db, await select(db).where(eq(authoredProblems.id, id)));
  return found ?? null;
}

/** The last changed first; those of one account, or all. */
export async function listAuthored(db: Querier, filter: { accountId?: string | undefined }, page: PageRequest): Promise<Page<FoundAuthored>> {
  const after = decodeCursor(page.cursor);
  const { accountId } = filter;
  const rows = await select(db)
    .where(
      and(
        after === undefined ? undefined : sql`(${authoredProblems.changedAt}, ${authoredProblems.id}) < (select changed_at, id from authored_problems where id = ${after})`,
        accountId === undefined ? undefined : or(eq(authoredProblems.ownerId, accountId), sql`exists (select from authored_collaborators c where c.authored_id = ${authoredProblems.id} and c.account_id = ${accountId})`),
      ),
    )
    .orderBy(desc(authoredProblems.changedAt), desc(authoredProblems.id))
    .limit(page.limit + 1);
  const { items, nextCursor } = toPage(rows, page.limit, (row) => row.authored.id);
  return { items: await withPeople(db, items), nextCursor };
}

function select(db: Querier) {
  return db
    .select({
      authored: getTableColumns(authoredProblems),
      owner: accounts.username,
      changedBy: sql<string | null>`(select username from accounts a where a.id = ${authoredProblems.changedBy})`,
      slug: problems.slug,
    })
    .from(authoredProblems)
    .leftJoin(accounts, eq(accounts.id, authoredProblems.ownerId))
    .leftJoin(problems, eq(problems.id, authoredProblems.problemId))
    .$dynamic();
}

async function withPeople(db: Querier, rows: Omit<FoundAuthored, 'collaborators'>[]): Promise<FoundAuthored[]> {
  if (rows.length === 0) return [];
  const people = await db
    .select({ authoredId: authoredCollaborators.authoredId, id: accounts.id, username: accounts.username })
    .from(authoredCollaborators)
    .innerJoin(accounts, eq(accounts.id, authoredCollaborators.accountId))
    .where(inArray(authoredCollaborators.authoredId, rows.map(({ authored }) => authored.id)))
    .orderBy(asc(accounts.username));
  return rows.map((row) => ({ ...row, collaborators: people.filter(({ authoredId }) => authoredId === row.authored.id).map(({ id, username }) => ({ id, username })) }));
}

const PART = { ...getTableColumns(authoredParts), changedByName: accounts.username };

/** All parts, or those of some kinds, in no order that means anything. */
export async function selectParts(db: Querier, authoredId: string, kinds?: AuthoredContent['kind'][]): Promise<PartRow[]> {
  return db
    .select(PART)
    .from(authoredParts)
    .leftJoin(accounts, eq(accounts.id, authoredParts.changedBy))
    .where(and(eq(authoredParts.authoredId, authoredId), kinds === undefined ? undefined : inArray(authoredParts.kind, kinds)))
    .orderBy(authoredParts.id);
}

export async function selectOptionalPart(db: Querier, authoredId: string, partId: string): Promise<PartRow | null> {
  const [row] = await db.select(PART).from(authoredParts).leftJoin(accounts, eq(accounts.id, authoredParts.changedBy)).where(and(eq(authoredParts.authoredId, authoredId), eq(authoredParts.id, partId)));
  return row ?? null;
}

/** From here to the end of the transaction nobody else changes the problem. False: it is gone. */
export async function lockAuthored(tx: Transaction, authoredId: string): Promise<boolean> {
  const rows = await tx.select({ id: authoredProblems.id }).from(authoredProblems).where(eq(authoredProblems.id, authoredId)).for('update');
  return rows.length > 0;
}

export interface PartChange {
  id: string;
  /** Null: delete it. */
  content: AuthoredContent | null;
  /** The revision that it must have. Absent: whatever is there, or nothing. */
  basedOn?: number;
  /** Made by a program: nobody's text is lost by it, so the revision stays. */
  keepsRevision?: boolean;
}

export interface Changes {
  authoredId: string;
  /** Null: a judge. */
  author: Author | null;
  reason?: (typeof SNAPSHOT_REASONS)[number];
  changes: readonly PartChange[];
  /** Told with the change. */
  generation?: string;
}

/** All or nothing. Null: one of them is not what it is based on any more, or the problem is gone. */
export async function changeParts(tx: Transaction, { authoredId, author, reason = 'edited', changes, generation }: Changes): Promise<PartRow[] | null> {
  if (!(await lockAuthored(tx, authoredId))) return null;
  const rows: PartRow[] = [];
  const stamp = { changedAt: sql`clock_timestamp()`, changedBy: author?.id ?? null };
  const named = (row: typeof authoredParts.$inferSelect) => rows.push({ ...row, changedByName: author?.username ?? null });
  const anyhow = changes.flatMap(({ id, content, basedOn, keepsRevision }) => (content !== null && basedOn === undefined && !keepsRevision ? [{ id, authoredId, kind: content.kind, content, ...stamp, revision: FIRST_REVISION }] : []));
  for (let from = 0; from < anyhow.length; from += ROWS_AT_ONCE) {
    const written = await tx
      .insert(authoredParts)
      .values(anyhow.slice(from, from + ROWS_AT_ONCE))
      .onConflictDoUpdate({ target: authoredParts.id, set: { content: sql`excluded.content`, ...stamp, revision: sql`${authoredParts.revision} + 1` }, setWhere: eq(authoredParts.authoredId, authoredId) })
      .returning();
    written.forEach(named);
  }
  for (const { id, content, basedOn, keepsRevision } of changes) {
    if (content !== null && basedOn === undefined && !keepsRevision) continue;
    const isIt = and(eq(authoredParts.id, id), eq(authoredParts.authoredId, authoredId), basedOn === undefined ? undefined : eq(authoredParts.revision, basedOn));
    const changed =
      content === null
        ? await tx.delete(authoredParts).where(isIt).returning()
        : await tx.update(authoredParts).set(keepsRevision ? { content } : { content, ...stamp, revision: sql`${authoredParts.revision} + 1` }).where(isIt).returning();
    if (changed.length === 0 && basedOn !== undefined) return null;
    changed.forEach(named);
  }
  await tx.update(authoredProblems).set({ changedAt: sql`clock_timestamp()`, ...(author ? { changedBy: author.id } : {}) }).where(eq(authoredProblems.id, authoredId));
  await keepBlobs(tx, authoredId, [...new Set(changes.flatMap(({ content }) => (content ? hashesOf(content) : [])))]);
  await noteChanges(tx, { authoredId, accountId: author?.id ?? null, reason, changes });
  await announce(tx, authoredId, author, rows, changes, generation);
  return rows;
}

/** Of many parts at once only that something changed is told: whoever watches asks for everything. */
async function announce(tx: Transaction, id: string, author: Author | null, rows: PartRow[], changes: readonly PartChange[], generation: string | undefined): Promise<void> {
  const [first] = rows.filter(({ kind }) => kind !== 'order' || rows.length === 1);
  const order = rows.find(({ kind }) => kind === 'order');
  const deleted = first && changes.find((change) => change.id === first.id)?.content === null;
  const isOne = first !== undefined && rows.length - (order && order !== first ? 1 : 0) === 1;
  const change: AuthoringChange = {
    id,
    by: author?.username ?? null,
    ...(isOne ? { part: { id: first.id, kind: first.kind, revision: deleted ? null : first.revision } } : {}),
    ...(isOne && order && order !== first ? { orderRevision: order.revision } : {}),
    ...(generation === undefined ? {} : { generation }),
  };
  await notify(tx, 'authoring_changed', change);
}

/** Of every file in a content, wherever it stands. */
function hashesOf(content: AuthoredContent): string[] {
  return holdsFiles(content) ? hashesIn(content) : [];
}

function hashesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(hashesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (name === 'hash' && typeof inner === 'string' ? [inner] : hashesIn(inner)));
}

/** The problem may use these blobs from now on, and they are kept for it. All must be stored. */
export async function keepBlobs(tx: Querier, authoredId: string, hashes: readonly string[]): Promise<void> {
  if (hashes.length === 0) return;
  await tx.execute(sql`insert into authored_blobs (authored_id, hash) select ${authoredId}, unnest(${sql.param([...hashes])}::text[]) on conflict (authored_id, hash) do update set used_at = now()`);
}

/** Those of the hashes that the problem may use, with their sizes. */
export async function selectKeptBlobs(db: Querier, authoredId: string, hashes: readonly string[]): Promise<Map<string, number>> {
  if (hashes.length === 0) return new Map();
  const { rows } = await db.execute<{ hash: string; size: string }>(sql`select b.hash, b.size from authored_blobs a join blobs b on b.hash = a.hash where a.authored_id = ${authoredId} and a.hash = any(${sql.param([...hashes])}::text[])`);
  return new Map(rows.map(({ hash, size }) => [hash, Number(size)]));
}

/** Lets go of blobs that were sent a day ago and are in no part, nor in the history, which has all that the parts have. */
export async function forgetUnusedAuthoredBlobs(db: Querier): Promise<void> {
  await db.execute(sql`
    delete from ${authoredBlobs} a where a.used_at < now() - interval '1 day' and not exists (
      select from authored_snapshots s join authored_changes c on c.snapshot_id = s.id
      where s.authored_id = a.authored_id and c.content @? format('$.**.hash ? (@ == "%s")', a.hash)::jsonpath)`);
}

export const newPart = (content: AuthoredContent): NewPart => ({ id: randomUUID(), content });
