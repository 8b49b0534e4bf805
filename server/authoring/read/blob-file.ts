import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openBlob } from '#database/blobs.js';
import type { Services } from '../../services.js';

/** Hands a file with the content of a blob to `use`, and removes it and its folder then. */
export async function withBlobFile<T>({ db, config }: Pick<Services, 'db' | 'config'>, hash: string, use: (path: string, folder: string) => Promise<T>): Promise<T> {
  const folder = join(config.dataFolder, 'tmp', randomUUID());
  try {
    await mkdir(folder, { recursive: true });
    const path = join(folder, 'upload');
    await pipeline(openBlob(db, hash), createWriteStream(path, { mode: 0o600 }));
    return await use(path, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
