/** A file of a registry, taken only if it is the one that the lock says. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { get, RegistryFailure, type Registry } from './registry.js';

/** What the registry's index says that the file's hash is. */
export interface Integrity {
  algorithm: 'sha256' | 'sha384' | 'sha512';
  hex: string;
}

export interface FetchedFile {
  /** SHA-256. */
  hash: string;
  size: number;
}

/** Into a new file at `path`. @throws RegistryFailure; nothing is left behind then */
export async function fetchFile(registry: Registry, url: string, integrity: Integrity, path: string, mostBytes: number, signal: AbortSignal): Promise<FetchedFile> {
  const name = url.slice(url.lastIndexOf('/') + 1);
  const answer = await get(registry, url, {}, signal);
  if (answer.statusCode !== 200) {
    answer.destroy();
    throw new RegistryFailure(`${name} cannot be fetched: ${new URL(url).origin} answers ${answer.statusCode ?? 'nothing'}.`);
  }
  const [wanted, ours] = [createHash(integrity.algorithm), createHash('sha256')];
  let size = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      wanted.update(chunk);
      ours.update(chunk);
      done(size > mostBytes ? new RegistryFailure(`${name} is larger than the ${Math.floor(mostBytes / 1024 ** 2)} MiB that are left for it.`) : null, chunk);
    },
  });
  try {
    await pipeline(answer, count, createWriteStream(path, { flags: 'wx', mode: 0o644 }), { signal });
    if (wanted.digest('hex') !== integrity.hex) throw new RegistryFailure(`${name} is not the file that the index of the registry names: its ${integrity.algorithm} is another one.`);
    return { hash: ours.digest('hex'), size };
  } catch (error) {
    await rm(path, { force: true });
    if (error instanceof RegistryFailure || signal.aborted) throw error;
    throw new RegistryFailure(`${name} could not be fetched whole: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
