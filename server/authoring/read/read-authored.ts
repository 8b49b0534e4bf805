/**
 * A package into the parts of an authored problem. One in the 2025-09 format is read as its author wrote it, so that the package that
 * is made of the parts says the same; of the other formats what the importer makes of them is taken. What cannot be taken over is named.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { authoredContentSchema } from '#contract/authoring.js';
import type { ProblemPackage } from '#contract/package.js';
import { BlobBatch } from '#database/blob-batch.js';
import type { Database } from '#database/connect.js';
import { Findings } from '#judge/packages/findings.js';
import { readPackage } from '#judge/packages/read-package.js';
import { PackageTree } from '#judge/packages/tree.js';
import { UNPACK_LIMITS, unpackZip } from '#judge/packages/unpack.js';
import { ApiError } from '../../http/errors.js';
import type { AnyPart } from '../arrange.js';
import { partsOfModern } from './modern.js';
import { partsOfOther } from './other.js';
import { PackageReader, type Loss } from './reader.js';

export interface ReadAuthored {
  parts: AnyPart[];
  losses: Loss[];
  /** Of every blob that was stored for it. */
  hashes: ReadonlySet<string>;
}

/** @throws ApiError `package-rejected` with every fault, or `validation-failed` where a part cannot be held */
export async function readAuthored(db: Database, { zip, name, temporaryFolder }: { zip: string; name: string; temporaryFolder: string }): Promise<ReadAuthored> {
  const hashes = new Set<string>();
  const batch = new BlobBatch(db);
  const store = async (absolute: string) => {
    const blob = await batch.add(absolute);
    hashes.add(blob.hash);
    return blob;
  };
  const { package: content } = await readSound(zip, name, temporaryFolder, () => Promise.resolve());
  if (content.format !== '2025-09') {
    const { package: stored } = await readSound(zip, name, temporaryFolder, async ({ absolute }) => {
      await store(absolute);
    });
    await batch.flush();
    return { ...checked(partsOfOther(stored)), hashes };
  }
  const folder = await mkdtemp(join(temporaryFolder, 'authored-'));
  try {
    await mkdir(join(folder, 'unpacked'));
    await unpackZip(zip, join(folder, 'unpacked'), new Findings(), UNPACK_LIMITS);
    const tree = rooted(await PackageTree.read(join(folder, 'unpacked'), new Findings()));
    const read = checked(await partsOfModern(new PackageReader(tree, store), content));
    await batch.flush();
    return { ...read, hashes };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readSound(zip: string, name: string, temporaryFolder: string, storeFile: Parameters<typeof readPackage>[1]['storeFile']): Promise<{ package: ProblemPackage }> {
  const read = await readPackage({ zip, name }, { storeFile, temporaryFolder });
  if (read.package !== null) return { package: read.package };
  const faults = read.findings.filter(({ severity }) => severity === 'fault').map(({ path, line, message }) => ({ path, message, ...(line === undefined ? {} : { line }) }));
  throw new ApiError('package-rejected', `The package has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}; nothing of it was kept.`, faults);
}

/** The importer has found one problem.yaml, in the highest folder that has one. */
function rooted(tree: PackageTree): PackageTree {
  const [file] = tree.filesUnder('').filter(({ name }) => name === 'problem.yaml').sort((a, b) => a.path.split('/').length - b.path.split('/').length);
  return tree.below(file === undefined ? '' : file.path.split('/').slice(0, -1).join('/'));
}

/** What no part may be is told, rather than kept. */
function checked({ parts, losses }: { parts: AnyPart[]; losses: Loss[] }): Pick<ReadAuthored, 'parts' | 'losses'> {
  const details = parts.flatMap(({ content }) => {
    const read = authoredContentSchema.safeParse(content);
    return read.success ? [] : read.error.issues.map(({ path, message }) => ({ path: `${content.kind}: ${path.map(String).join('.')}`, message }));
  });
  if (details.length > 0) throw new ApiError('validation-failed', `This package has something that cannot be edited here: ${details[0]!.path}: ${details[0]!.message}.`, details.slice(0, 50));
  return { parts, losses: losses.slice(0, 500) };
}
