/** The package of an authored problem as a stream, or as a file. */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openBlob } from '#database/blobs.js';
import type { Database } from '#database/connect.js';
import { ApiError } from '../../http/errors.js';
import type { PackageEntry } from './layout.js';
import { zipOf } from './zip.js';

/** @throws ApiError `validation-failed` where two parts make the same file */
export function packageStream(db: Database, entries: readonly PackageEntry[]): Readable {
  refuseTwice(entries);
  return Readable.from(zipOf(entries.map(({ path, source }) => ({ path, open: () => ('text' in source ? Readable.from([Buffer.from(source.text)]) : openBlob(db, source.hash)) }))), { objectMode: false });
}

/** Hands a file with the package to `use`, and removes it then. */
export async function withPackageFile<T>(db: Database, dataFolder: string, entries: readonly PackageEntry[], use: (path: string) => Promise<T>): Promise<T> {
  const stream = packageStream(db, entries);
  const folder = join(dataFolder, 'tmp', randomUUID());
  const path = join(folder, 'upload');
  try {
    await mkdir(folder, { recursive: true });
    await pipeline(stream, createWriteStream(path, { mode: 0o600 }));
    return await use(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Also of names of which one is a folder of the other. Entries are in the order of their paths. */
function refuseTwice(entries: readonly PackageEntry[]): void {
  const paths = new Set(entries.map(({ path }) => path));
  const twice = entries.filter(({ path }, index) => entries[index - 1]?.path === path || foldersOf(path).some((folder) => paths.has(folder)));
  if (twice.length === 0) return;
  throw new ApiError('validation-failed', `Several parts make the file ${twice[0]!.path}. Rename one.`, twice.slice(0, 20).map(({ path }) => ({ path, message: 'Several parts make this file. Rename one' })));
}

const foldersOf = (path: string): string[] => path.split('/').slice(0, -1).map((_, index, parts) => parts.slice(0, index + 1).join('/'));
