/**
 * The packages that a problem on its way in asks for: a judge chooses, fetches and installs them once (the server runs no tools and asks no
 * registry), and what it has fetched is kept among the files of the version, so that judging never needs the registry.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { ECOSYSTEMS, LANGUAGES_OF_ECOSYSTEM, type Ecosystem, type EnvironmentFault, type LockedEnvironment, type WantedEnvironment } from '#contract/environment.js';
import type { PackageFinding } from '#contract/package.js';
import { storeBlob, touchBlob } from '#database/blobs.js';
import type { Database } from '#database/connect.js';
import { deleteEnvironmentJob, insertEnvironmentJob, openEnvironmentFile, selectOptionalEnvironmentJob, type EnvironmentJobRow } from '#database/environments.js';
import { selectOfferedLanguages } from '#database/judges.js';
import { ARBITER_YAML } from '#judge/packages/arbiter-yaml.js';

export interface LockedPackages {
  environments: LockedEnvironment[];
  /** Faults and warnings; with a fault there is nothing else. */
  findings: PackageFinding[];
  /** Of the files, which are among the blobs. */
  hashes: string[];
}

const POLL_MS = 300;
/** A judge that is at work on long submissions does not look for so long. */
const UNCLAIMED_MS = 120_000;
const ALTOGETHER_MS = 900_000;

export async function lockEnvironment(db: Database, wanted: WantedEnvironment, progress: (done: number, total: number) => void): Promise<LockedPackages> {
  const needed = ECOSYSTEMS.filter((ecosystem) => wanted[ecosystem]).map((ecosystem) => LANGUAGES_OF_ECOSYSTEM[ecosystem][0]);
  const offered = (await selectOfferedLanguages(db)).map(({ id }) => id);
  const missing = needed.filter((id) => !offered.includes(id));
  if (missing.length > 0) return refused([`No judge of this installation offers ${missing.join(', ')} now, and only a judge can install packages for it.`]);
  const id = await insertEnvironmentJob(db, { wanted, languages: needed });
  try {
    const job = await untilFinished(db, id, progress);
    if (typeof job === 'string') return refused([job]);
    const { environments, faults, warnings } = job.answer!;
    if (faults.length > 0) return { environments: [], hashes: [], findings: faults.map((fault) => finding('fault', fault)) };
    const hashes = [...new Set(environments.flatMap(({ packages }) => packages.map(({ hash }) => hash)))];
    for (const hash of hashes) await takeOver(db, job, hash);
    return { environments, hashes, findings: warnings.map((warning) => finding('warning', warning)) };
  } finally {
    await deleteEnvironmentJob(db, id).catch(() => undefined);
  }
}

/** A string says why it never will be. */
async function untilFinished(db: Database, id: string, progress: (done: number, total: number) => void): Promise<EnvironmentJobRow | string> {
  for (const started = Date.now(); ; await sleep(POLL_MS)) {
    const job = await selectOptionalEnvironmentJob(db, id);
    if (job === null || job.lost) return 'The judge that installed the packages was lost. Send the package again.';
    if (job.finishedAt !== null) return job;
    progress(job.done, job.total);
    const waited = Date.now() - started;
    if (waited > ALTOGETHER_MS) return `The packages were not installed within ${ALTOGETHER_MS / 60_000} minutes. Send the package again.`;
    if (job.claimedAt === null && waited > UNCLAIMED_MS) return `No judge that offers ${job.languages.join(' and ')} had time to install the packages. Send the package again later.`;
  }
}

/** The hash of a file is computed here: that of a judge is only believed. */
async function takeOver(db: Database, job: EnvironmentJobRow, hash: string): Promise<void> {
  if (await touchBlob(db, hash)) return;
  const content = await openEnvironmentFile(db, job, hash);
  const stored = content && (await storeBlob(db, content));
  if (stored?.hash !== hash) throw new Error(`A judge said that it had fetched ${hash}, and sent ${stored?.hash ?? 'nothing'}`);
}

const NAMES: Record<Ecosystem, string> = { python: 'Python', pypy: 'PyPy', javascript: 'JavaScript' };

function finding(severity: PackageFinding['severity'], { ecosystem, message }: EnvironmentFault): PackageFinding {
  return { severity, path: ARBITER_YAML, message: ecosystem === null ? message : `${NAMES[ecosystem]}: ${message}` };
}

function refused(messages: readonly string[]): LockedPackages {
  return { environments: [], hashes: [], findings: messages.map((message) => ({ severity: 'fault', path: ARBITER_YAML, message })) };
}
