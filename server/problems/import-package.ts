/**
 * A package comes in: read, and either stored whole as a new version, or refused with every fault. Nothing of a refused
 * one is kept: files reach the database only when the package is sound, and those that no version names are deleted
 * by a chore (an import that dies halfway leaves such files).
 */
import type { Logger } from 'pino';
import type { ProblemPackage } from '#contract/package.js';
import { slugSchema, type ImportStage, type Visibility } from '#contract/problem.js';
import type { Publish } from '#contract/publication.js';
import { BlobBatch } from '#database/blob-batch.js';
import { storeBlob } from '#database/blobs.js';
import { inTransaction, type Database, type Querier } from '#database/connect.js';
import { selectOfferedLanguages } from '#database/judges.js';
import { insertProblemVersion, selectOptionalProblem } from '#database/problems.js';
import { createVerification, startCalibration } from '#database/verifications.js';
import { readPackage } from '#judge/packages/read-package.js';
import { ApiError, notFound } from '../http/errors.js';
import { lockEnvironment } from './lock-environment.js';

export interface PackageImport {
  zipPath: string;
  /** What the file was called, for the slug where none is given. */
  name: string;
  slug?: string | undefined;
  /** Of a new problem. What is to be public becomes so when it is published. */
  visibility?: Visibility | undefined;
  /** When the version becomes current; `at-once` unless said. `shipped`: it comes with Arbiter, whose tests prove it, so it is not verified here. */
  publish?: Publish | 'shipped' | undefined;
  /** Id of the account; null: comes with the installation. */
  createdBy: string | null;
  /** Id of the account that a new problem is to belong to, where that is another. */
  ownerId?: string | undefined;
  /** What the slug must name: nothing yet, or a problem that is there. Either will do where it is not said. */
  onto?: 'new problem' | 'problem that is there';
  temporaryFolder?: string;
  /** Told of each file that is read, then stored, then of packages that are installed. */
  progress?: (stage: ImportStage, done: number, total: number) => void;
  /** Keeps the answer in the transaction that writes the version. */
  record?: (tx: Querier, answer: ImportReport) => Promise<void>;
}

export interface ImportReport {
  slug: string;
  version: number;
  report: { findings: Awaited<ReturnType<typeof readPackage>>['findings']; tests: number; submissions: number; timeLimit: 'given' | 'calibrating' };
  publish: Publish;
  /** Begun with it; null: it is shipped. */
  verification: string | null;
}

/** @throws ApiError `package-rejected` with every fault; `conflict` or `not-found` where the slug names what it must not */
export async function importPackage({ db, log }: { db: Database; log: Logger }, wanted: PackageImport): Promise<ImportReport> {
  const hashes = new Set<string>();
  const batch = new BlobBatch(db);
  if (wanted.slug !== undefined && wanted.onto === 'new problem') await refuseTaken(db, wanted.slug);
  const read = await readPackage(
    { zip: wanted.zipPath, name: wanted.name },
    {
      ...(wanted.temporaryFolder === undefined ? {} : { temporaryFolder: wanted.temporaryFolder }),
      progress: wanted.progress,
      async storeFile({ hash, absolute }) {
        hashes.add(hash);
        await batch.add(absolute);
      },
    },
  );
  await batch.flush();
  if (read.package === null) throw rejected(read.findings);
  refuseUnstorable(read);
  const { content, findings } = await withEnvironment(db, wanted, read.package, read, hashes);
  const slug = wanted.slug ?? suggestSlug(read.suggestedSlug, content);
  if (wanted.onto === 'new problem') await refuseTaken(db, slug);
  wanted.progress?.('saving', 0, 1);
  const archive = await storeBlob(db, wanted.zipPath);
  const offered = (await selectOfferedLanguages(db)).map((language) => language.id);
  const calibrating = content.limits.timeMs === null;
  const publish = wanted.publish ?? 'at-once';
  const inserted = await inTransaction(db, async (tx): Promise<ImportReport> => {
    const version = await insertProblemVersion(tx, {
      slug, package: content, findings, archiveHash: archive.hash, blobHashes: hashes, createdBy: wanted.createdBy, publish,
      ...(wanted.ownerId === undefined ? {} : { ownerId: wanted.ownerId }), ...(wanted.visibility === undefined ? {} : { visibility: wanted.visibility }),
    });
    // What was so when we asked may have changed while the package was read.
    if (wanted.onto === 'new problem' && !version.isNewProblem) throw taken(slug);
    if (wanted.onto === 'problem that is there' && version.isNewProblem) throw notFound('problem');
    const judged = { problemId: version.problemId, versionId: version.versionId, labels: content.submissions, offered, createdBy: wanted.createdBy };
    if (calibrating) await startCalibration(tx, judged);
    const verification = publish === 'shipped' ? null : (await createVerification(tx, judged)).id;
    const report: ImportReport['report'] = { findings, tests: content.tests.length, submissions: content.submissions.length, timeLimit: calibrating ? 'calibrating' : 'given' };
    const answer: ImportReport = { slug, version: version.number, report, publish: publish === 'shipped' ? 'at-once' : publish, verification };
    await wanted.record?.(tx, answer);
    return answer;
  });
  log.info({ slug, version: inserted.version }, 'A package was imported');
  return inserted;
}

/** The package with the locks of what it asks for; their files join `hashes`. @throws ApiError `package-rejected` where something cannot be installed */
async function withEnvironment(db: Database, { progress }: PackageImport, content: ProblemPackage, read: Awaited<ReturnType<typeof readPackage>>, hashes: Set<string>): Promise<{ content: ProblemPackage; findings: ImportReport['report']['findings'] }> {
  if (read.environment === null) return { content, findings: read.findings };
  progress?.('installing', 0, 0);
  const locked = await lockEnvironment(db, read.environment, (done, total) => progress?.('installing', done, total));
  const findings = [...locked.findings, ...read.findings];
  if (findings.some(({ severity }) => severity === 'fault')) throw rejected(findings);
  for (const hash of locked.hashes) hashes.add(hash);
  return { content: { ...content, environments: locked.environments }, findings };
}

function rejected(findings: ImportReport['report']['findings']): ApiError {
  const of = (wanted: 'fault' | 'warning') => findings.filter(({ severity }) => severity === wanted).map(({ path, line, message }) => ({ path, message, ...(line === undefined ? {} : { line }) }));
  const faults = of('fault');
  return new ApiError('package-rejected', `The package has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}; nothing of it was kept.`, faults, of('warning'));
}

async function refuseTaken(db: Database, slug: string): Promise<void> {
  if ((await selectOptionalProblem(db, slug)) !== null) throw taken(slug);
}

function taken(slug: string): ApiError {
  const message = `There is a problem "${slug}" already: add a version by PUT /api/v1/problems/${slug}/package, or give another slug`;
  return new ApiError('conflict', `${message}.`, [{ path: 'slug', message }]);
}

/** PostgreSQL's JSON holds neither NUL nor half of a surrogate pair, and YAML can write both by escapes. */
function refuseUnstorable(read: Pick<Awaited<ReturnType<typeof readPackage>>, 'package' | 'findings'>): void {
  if (!/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(JSON.stringify([read.package, read.findings]))) return;
  throw rejected([{ severity: 'fault', path: 'problem.yaml', message: 'A text has a NUL character or half of a surrogate pair, which cannot be kept. Remove it.' }]);
}

function suggestSlug(suggested: string | null, content: ProblemPackage): string {
  const name = suggested ?? content.names['en'] ?? Object.values(content.names)[0] ?? '';
  const slug = name.toLowerCase().normalize('NFKD').replaceAll(/[^a-z0-9]+/g, '-').slice(0, 64).replaceAll(/^-+|-+$/g, '');
  if (!slugSchema.safeParse(slug).success) throw new ApiError('validation-failed', 'No short name can be made of the name of the package. Give one.', [{ path: 'slug', message: 'Give a short name' }]);
  return slug;
}
