/** Problems and their immutable versions. */
import { and, eq, getTableColumns, gt, ilike, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { PackageFinding, ProblemPackage } from '#contract/package.js';
import type { Visibility } from '#contract/problem.js';
import type { Publish } from '#contract/publication.js';
import { inTransaction, type Database, type Querier, type Transaction } from './connect.js';
import { containsPattern, decodeCursor, toPage, type Page, type PageRequest } from './page.js';
import { isPublished, nameOf, publishVersion, setCurrentVersion } from './publications.js';
import { accounts, problems, problemVersions, submissions, versionBlobs } from './schema.js';

export type ProblemRow = typeof problems.$inferSelect;
export type VersionRow = typeof problemVersions.$inferSelect;

export interface NewVersion {
  slug: string;
  package: ProblemPackage;
  findings: PackageFinding[];
  /** Blob of the zip as it came in. */
  archiveHash: string;
  /** Every blob that the package names; all must be stored. */
  blobHashes: Iterable<string>;
  createdBy: string | null;
  /** Of a new problem, where it is not whoever makes the version. */
  ownerId?: string;
  /** Of a new problem; an existing one keeps its own. What is to be public becomes so when it is published. */
  visibility?: Visibility;
  /** `at-once` unless said. `shipped`: at once too, as it comes with Arbiter. */
  publish?: Publish | 'shipped';
}

export interface InsertedVersion {
  problemId: string;
  versionId: string;
  slug: string;
  number: number;
  isNewProblem: boolean;
}

/**
 * Makes the problem, or adds a version to the one of that slug, and publishes it where that is wanted at once. Until one is published
 * the newest is the current one, to be looked at. Two at once get two numbers.
 */
export async function insertProblemVersion(tx: Transaction, version: NewVersion): Promise<InsertedVersion> {
  const { slug, package: content, createdBy, ownerId = createdBy, publish = 'at-once' } = version;
  const atOnce = publish === 'at-once' || publish === 'shipped';
  const opensWhenPublished = version.visibility === 'public' && !atOnce;
  const visibility = opensWhenPublished ? 'private' : version.visibility;
  const [problem] = await tx
    .insert(problems)
    .values({ slug, name: nameOf(content.names), types: content.types, ownerId, tags: content.keywords, opensWhenPublished, ...(visibility === undefined ? {} : { visibility }) })
    // Changes nothing, but locks it: against other versions only, as `lockProblem` does.
    .onConflictDoUpdate({ target: problems.slug, set: { name: sql`${problems.name}` } })
    .returning({ id: problems.id, isNew: sql<boolean>`xmax = 0` });
  if (problem === undefined) throw new Error('The problem was not inserted');
  const [inserted] = await tx
    .insert(problemVersions)
    .values({
      problemId: problem.id, number: sql`(select coalesce(max(number), 0) + 1 from problem_versions where problem_id = ${problem.id})`, package: content,
      findings: version.findings, archiveHash: version.archiveHash, timeLimitMs: content.limits.timeMs, createdBy, publish: publish === 'shipped' ? 'at-once' : publish,
    })
    .returning({ id: problemVersions.id, number: problemVersions.number });
  if (inserted === undefined) throw new Error('The version was not inserted');
  const hashes = [...new Set([...version.blobHashes, version.archiveHash])];
  await tx.execute(sql`insert into ${versionBlobs} (version_id, hash) select ${inserted.id}, unnest(${sql.param(hashes)}::text[])`);
  if (atOnce) await publishVersion(tx, { problemId: problem.id, versionId: inserted.id, by: createdBy, how: publish });
  else if (!(await isPublished(tx, problem.id))) await setCurrentVersion(tx, problem.id, inserted.id);
  return { problemId: problem.id, versionId: inserted.id, slug, number: inserted.number, isNewProblem: problem.isNew };
}

export interface ProblemAndVersion {
  problem: ProblemRow;
  version: VersionRow;
  ownerUsername: string | null;
  /** False: the version is there to be looked at only. */
  published: boolean;
}

/** The problem with its current version, whoever asks: the caller's policy decides who may see it. */
export async function selectOptionalProblem(db: Querier, slug: string): Promise<ProblemAndVersion | null> {
  const [row] = await db
    .select({ problem: problems, version: problemVersions, ownerUsername: accounts.username, published: sql<boolean>`exists (select from publications p where p.problem_id = ${problems.id})` })
    .from(problems)
    .innerJoin(problemVersions, eq(problemVersions.id, problems.currentVersionId))
    .leftJoin(accounts, eq(accounts.id, problems.ownerId))
    .where(eq(problems.slug, slug));
  return row ?? null;
}

/** Null: the problem has no such version. */
export async function selectOptionalNumbered(db: Querier, problemId: string, number: number): Promise<VersionRow | null> {
  const [row] = await db.select().from(problemVersions).where(and(eq(problemVersions.problemId, problemId), eq(problemVersions.number, number)));
  return row ?? null;
}

/** Whose eyes: `seesPrivate` sees all problems, others the public ones and their own. */
export interface ProblemViewer {
  accountId: string | null;
  seesPrivate: boolean;
}

export type OwnStatus = 'solved' | 'tried' | 'untried';
export interface ListedProblem extends ProblemRow {
  solvedBy: number;
  triedBy: number;
  /** Of the viewer; `untried` for an anonymous one. */
  status: OwnStatus;
}

/** In the order of their slugs. */
export async function listProblems(
  db: Querier,
  viewer: ProblemViewer,
  filter: { search?: string | undefined; tag?: string | undefined; slugs?: string[] },
  page: PageRequest,
): Promise<Page<ListedProblem>> {
  const after = decodeCursor(page.cursor, (key) => /^[a-z0-9-]{1,64}$/.test(key));
  const pattern = filter.search === undefined ? undefined : containsPattern(filter.search);
  const rows = await db
    .select({ ...getTableColumns(problems), solvedBy: countOf(sql`r.solved_at is not null`), triedBy: countOf(sql`r.tries > 0`), status: statusOf(viewer.accountId) })
    .from(problems)
    .where(
      and(
        isNotNull(problems.currentVersionId),
        isVisibleTo(viewer),
        after === undefined ? undefined : gt(problems.slug, after),
        pattern === undefined ? undefined : or(ilike(problems.slug, pattern), ilike(problems.name, pattern), sql`exists (select from unnest(${problems.tags}) tag where tag ilike ${pattern})`),
        filter.tag === undefined ? undefined : sql`${filter.tag} = any(${problems.tags})`,
        filter.slugs === undefined ? undefined : inArray(problems.slug, filter.slugs),
      ),
    )
    .orderBy(problems.slug)
    .limit(page.limit + 1);
  return toPage(rows, page.limit, (row) => row.slug);
}

/** The figures that the list shows, of one problem. */
export async function selectProblemCounts(db: Querier, problemId: string, accountId: string | null): Promise<{ solvedBy: number; triedBy: number; status: OwnStatus }> {
  const [row] = await db
    .select({ solvedBy: countOf(sql`r.solved_at is not null`), triedBy: countOf(sql`r.tries > 0`), status: statusOf(accountId) })
    .from(problems)
    .where(eq(problems.id, problemId));
  if (row === undefined) throw new Error(`No problem ${problemId}`);
  return row;
}

/** Null: there is no such problem. */
export async function changeProblem(db: Querier, problemId: string, change: { visibility?: Visibility; opensWhenPublished?: boolean; tags?: string[]; difficulty?: number | null }): Promise<ProblemRow | null> {
  const [row] = await db
    .update(problems)
    .set({ ...change, id: sql`id` })
    .where(eq(problems.id, problemId))
    .returning();
  return row ?? null;
}

/** False: people have submitted to it, and nothing was deleted. Labelled submissions and all versions go with it. */
export async function deleteProblem(db: Database, problemId: string): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    // Against a submission that is being inserted: its foreign key waits for this lock.
    await tx.select({ id: problems.id }).from(problems).where(eq(problems.id, problemId)).for('update');
    const people = await tx.select({ id: submissions.id }).from(submissions).where(and(eq(submissions.problemId, problemId), isNotNull(submissions.accountId))).limit(1);
    if (people.length > 0) return false;
    await tx.delete(submissions).where(and(eq(submissions.problemId, problemId), isNull(submissions.accountId)));
    await tx.delete(problems).where(eq(problems.id, problemId));
    return true;
  });
}

function isVisibleTo(viewer: ProblemViewer) {
  if (viewer.seesPrivate) return undefined;
  return or(eq(problems.visibility, 'public'), viewer.accountId === null ? undefined : eq(problems.ownerId, viewer.accountId));
}

// In a select of one table drizzle writes columns without their table's name, so the inner query must spell it out.
function countOf(condition: ReturnType<typeof sql>) {
  return sql<number>`(select count(*)::int from problem_results r where r.problem_id = problems.id and ${condition})`;
}

function statusOf(accountId: string | null) {
  if (accountId === null) return sql<OwnStatus>`'untried'`;
  return sql<OwnStatus>`coalesce((select case when r.solved_at is not null then 'solved' when r.tries > 0 then 'tried' end
    from problem_results r where r.problem_id = problems.id and r.account_id = ${accountId}), 'untried')`;
}

/** Whether some version of the problem came from these very bytes. */
export async function hasArchive(db: Querier, slug: string, archiveHash: string): Promise<boolean> {
  const [row] = await db
    .select({ id: problemVersions.id })
    .from(problemVersions)
    .innerJoin(problems, eq(problems.id, problemVersions.problemId))
    .where(and(eq(problems.slug, slug), eq(problemVersions.archiveHash, archiveHash)))
    .limit(1);
  return row !== undefined;
}
