/**
 * Which version of a problem is submitted to, and how it came to be so. Each time that a version becomes current is a row; the problem
 * names the current one. A problem of which no version was published has a current version to be looked at, and nothing else.
 */
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { PublicationKind } from '#contract/publication.js';
import type { Querier, Transaction } from './connect.js';
import { noteContestsOf } from './contests.js';
import { notify } from './notify.js';
import { publications } from './publication-schema.js';
import { accounts, problems, problemVersions, verifications } from './schema.js';

export interface NewPublication {
  problemId: string;
  versionId: string;
  /** Id of the account; null: nobody. */
  by: string | null;
  how: PublicationKind;
  reason?: string;
  /** The one that proved it. */
  verificationId?: string;
}

export interface PublicationOfVersion {
  versionId: string;
  publishedAt: Date;
  username: string | null;
  how: PublicationKind;
  reason: string | null;
  verificationId: string | null;
}

/** Makes the version current, and says so. What was to be seen by everybody once it is published is so from now on. */
export async function publishVersion(tx: Transaction, { by, ...publication }: NewPublication): Promise<void> {
  await tx.insert(publications).values({ ...publication, publishedBy: by });
  await setCurrentVersion(tx, publication.problemId, publication.versionId);
  await tx.update(problems).set({ visibility: 'public', opensWhenPublished: false }).where(and(eq(problems.id, publication.problemId), problems.opensWhenPublished));
}

/** Also of one that is not published, for as long as none is: so that it can be looked at. */
export async function setCurrentVersion(tx: Transaction, problemId: string, versionId: string): Promise<void> {
  const [version] = await tx.select({ package: problemVersions.package }).from(problemVersions).where(and(eq(problemVersions.id, versionId), eq(problemVersions.problemId, problemId)));
  if (version === undefined) throw new Error(`Problem ${problemId} has no version ${versionId}`);
  const { names, types } = version.package;
  await tx.update(problems).set({ currentVersionId: versionId, name: nameOf(names), types }).where(eq(problems.id, problemId));
  await noteContestsOf(tx, problemId);
}

/** English where there is one, else whatever comes first. */
export function nameOf(names: Record<string, string>): string {
  return names['en'] ?? Object.values(names)[0] ?? '';
}

/** Two that would publish versions of one problem wait for each other; who submits to it, or puts it into a contest, does not. */
export async function lockProblem(tx: Transaction, problemId: string): Promise<void> {
  await tx.select({ id: problems.id }).from(problems).where(eq(problems.id, problemId)).for('no key update');
}

export async function isPublished(db: Querier, problemId: string): Promise<boolean> {
  return (await db.$count(publications, eq(publications.problemId, problemId))) > 0;
}

/** The last publication of each version of a problem that has any, by the version's id. */
export async function selectPublications(db: Querier, problemId: string): Promise<Map<string, PublicationOfVersion>> {
  const rows = await db
    .selectDistinctOn([publications.versionId], {
      versionId: publications.versionId, publishedAt: publications.publishedAt, username: accounts.username, how: publications.how, reason: publications.reason, verificationId: publications.verificationId,
    })
    .from(publications)
    .leftJoin(accounts, eq(accounts.id, publications.publishedBy))
    .where(eq(publications.problemId, problemId))
    .orderBy(publications.versionId, desc(publications.publishedAt));
  return new Map(rows.map((row) => [row.versionId, row]));
}

/**
 * Whether a version that waits for its proof still becomes current by itself: not once it or a later one was published, nor once
 * somebody has gone back to an earlier one, which is then published once more.
 */
export async function isOvertaken(tx: Transaction, { id, problemId, number }: { id: string; problemId: string; number: number }): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select from publications p join problem_versions v on v.id = p.version_id
    where p.problem_id = ${problemId} and (v.number >= ${number} or (
      p.published_at > (select created_at from problem_versions where id = ${id})
      and exists (select from publications before where before.version_id = p.version_id and before.published_at < p.published_at)))
    limit 1`);
  return rows.length > 0;
}

/** The last verification of a version that is over, submissions and data: what proves it or does not. Null: there is none. */
export async function selectOptionalLastOver(db: Querier, versionId: string): Promise<string | null> {
  const { rows } = await db.execute<{ id: string }>(sql`select c.id from verifications c where c.version_id = ${versionId} and c.purpose = 'verification' and ${isOver} order by c.created_at desc limit 1`);
  return rows[0]?.id ?? null;
}

/** Verifications that are over, which nobody has looked at since. */
export async function selectUnsettled(db: Querier): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`select c.id from verifications c where c.settled_at is null and c.purpose = 'verification' and ${isOver} order by c.created_at`);
  return rows.map(({ id }) => id);
}

/** Of `verifications c`. */
const isOver = sql`not exists (select from data_checks d where d.id = c.id and d.finished_at is null) and not exists (
  select from submissions s join judgings j on j.submission_id = s.id and j.current where s.verification_id = c.id and j.finished_at is null and j.cancelled_at is null)`;

/** False: another server is at it, or it is settled. Tells whoever watches it. */
export async function settleVerification(tx: Transaction, verificationId: string): Promise<boolean> {
  const locked = await tx.select({ id: verifications.id }).from(verifications).where(and(eq(verifications.id, verificationId), isNull(verifications.settledAt))).for('update', { skipLocked: true });
  if (locked.length === 0) return false;
  await tx.update(verifications).set({ settledAt: sql`now()` }).where(eq(verifications.id, verificationId));
  await notify(tx, 'verification_changed', { id: verificationId });
  return true;
}
