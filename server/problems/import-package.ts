/**
 * A package comes in: read, and either stored whole as a new version, or refused with every fault. Nothing of a refused
 * one is kept: files reach the database only when the package is sound, and those that no version names are deleted
 * by a chore (an import that dies halfway leaves such files).
 */
import type { Logger } from 'pino';
import type { ProblemPackage } from '#contract/package.js';
import { slugSchema, type Visibility } from '#contract/problem.js';
import { storeBlob, touchBlob } from '#database/blobs.js';
import { inTransaction, type Database } from '#database/connect.js';
import { selectOfferedLanguages } from '#database/judges.js';
import { insertProblemVersion } from '#database/problems.js';
import { startCalibration } from '#database/verifications.js';
import { readPackage } from '#judge/packages/read-package.js';
import { ApiError } from '../http/errors.js';

export interface PackageImport {
  zipPath: string;
  /** What the file was called, for the slug where none is given. */
  name: string;
  slug?: string | undefined;
  visibility?: Visibility | undefined;
  /** Id of the account; null: comes with the installation. */
  createdBy: string | null;
  /** Called with the slug before anything is stored; throws where it must not be taken. */
  checkSlug?: (slug: string) => Promise<void>;
  temporaryFolder?: string;
}

export interface ImportReport {
  slug: string;
  version: number;
  report: { findings: Awaited<ReturnType<typeof readPackage>>['findings']; tests: number; submissions: number; timeLimit: 'given' | 'calibrating' };
}

/** @throws ApiError `package-rejected` with every fault */
export async function importPackage({ db, log }: { db: Database; log: Logger }, wanted: PackageImport): Promise<ImportReport> {
  const hashes = new Set<string>();
  let slug = wanted.slug;
  const read = await readPackage(
    { zip: wanted.zipPath, name: wanted.name },
    {
      ...(wanted.temporaryFolder === undefined ? {} : { temporaryFolder: wanted.temporaryFolder }),
      async storeFile({ hash, absolute }) {
        hashes.add(hash);
        if (!(await touchBlob(db, hash))) await storeBlob(db, absolute);
      },
    },
  );
  if (read.package === null) throw rejected(read.findings);
  slug ??= suggestSlug(read.suggestedSlug, read.package);
  await wanted.checkSlug?.(slug);
  const archive = await storeBlob(db, wanted.zipPath);
  const content = read.package;
  const offered = (await selectOfferedLanguages(db)).map((language) => language.id);
  const calibrating = content.limits.timeMs === null;
  const inserted = await inTransaction(db, async (tx) => {
    const version = await insertProblemVersion(tx, {
      slug, package: content, findings: read.findings, archiveHash: archive.hash, blobHashes: hashes, createdBy: wanted.createdBy, ...(wanted.visibility === undefined ? {} : { visibility: wanted.visibility }),
    });
    if (calibrating) await startCalibration(tx, { problemId: version.problemId, versionId: version.versionId, labels: content.submissions, offered, createdBy: wanted.createdBy });
    return version;
  });
  log.info({ slug, version: inserted.number }, 'A package was imported');
  return { slug, version: inserted.number, report: { findings: read.findings, tests: content.tests.length, submissions: content.submissions.length, timeLimit: calibrating ? 'calibrating' : 'given' } };
}

function rejected(findings: ImportReport['report']['findings']): ApiError {
  const faults = findings.filter((finding) => finding.severity === 'fault');
  const details = faults.map(({ path, line, message }) => ({ path, message, ...(line === undefined ? {} : { line }) }));
  return new ApiError('package-rejected', `The package has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}; nothing of it was kept.`, details);
}

function suggestSlug(suggested: string | null, content: ProblemPackage): string {
  const name = suggested ?? content.names['en'] ?? Object.values(content.names)[0] ?? '';
  const slug = name.toLowerCase().normalize('NFKD').replaceAll(/[^a-z0-9]+/g, '-').slice(0, 64).replaceAll(/^-+|-+$/g, '');
  if (!slugSchema.safeParse(slug).success) throw new ApiError('validation-failed', 'No short name can be made of the name of the package. Give one.', [{ path: 'slug', message: 'Give a short name' }]);
  return slug;
}
