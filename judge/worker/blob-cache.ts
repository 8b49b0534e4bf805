/**
 * Files of problem packages on this host: fetched from the database once, named by their hash, the least recently
 * used deleted when there are too many. A file that a judging at work was given is never deleted.
 *
 * Jails reach these files by mounts or descriptors, so the folders can be walked through by any user but not listed:
 * a name is a hash that nobody guesses.
 */
import { createWriteStream, rmSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FileRef } from '#contract/package.js';
import { BlobMissing } from '#database/blobs.js';
import { FilesUnavailable, type PackageFiles } from '../steps/package-files.js';

export interface BlobCacheOptions {
  folder: string;
  maxBytes: number;
  fetch: (hash: string) => Readable;
}

interface Entry {
  size: number;
  usedAt: number;
  users: number;
}

export class BlobCache {
  private readonly entries = new Map<string, Entry>();
  private readonly fetching = new Map<string, Promise<void>>();
  private bytes = 0;
  private fetched = 0;

  private constructor(private readonly options: BlobCacheOptions) {}

  /** Takes over what an earlier judge left in the folder. */
  static async open(options: BlobCacheOptions): Promise<BlobCache> {
    await mkdir(options.folder, { recursive: true, mode: 0o711 });
    const cache = new BlobCache(options);
    for (const name of await readdir(options.folder)) {
      const path = join(options.folder, name);
      if (!/^[0-9a-f]{64}$/.test(name)) await rm(path, { recursive: true, force: true });
      else {
        const { size, mtimeMs } = await stat(path);
        cache.remember(name, { size, usedAt: mtimeMs, users: 0 });
      }
    }
    return cache;
  }

  /** A view for one judging: what it hands out stays until `done`. */
  borrow(): PackageFiles & { done: () => void } {
    const held = new Set<string>();
    return {
      path: async (file) => {
        if (!held.has(file.hash)) {
          held.add(file.hash);
          this.hold(file);
        }
        await this.ensure(file);
        return join(this.options.folder, file.hash);
      },
      done: () => {
        for (const hash of held) this.entries.get(hash)!.users--;
        held.clear();
        this.shrink();
      },
    };
  }

  private hold({ hash }: FileRef): void {
    const entry = this.entries.get(hash);
    if (entry) {
      entry.users++;
      entry.usedAt = Date.now();
    } else this.remember(hash, { size: 0, usedAt: Date.now(), users: 1 });
  }

  private remember(hash: string, entry: Entry): void {
    this.entries.set(hash, entry);
    this.bytes += entry.size;
  }

  private async ensure(file: FileRef): Promise<void> {
    const entry = this.entries.get(file.hash)!;
    if (entry.size > 0 || (file.size === 0 && (await exists(join(this.options.folder, file.hash))))) return;
    let fetching = this.fetching.get(file.hash);
    if (!fetching) {
      fetching = this.fetch(file).finally(() => this.fetching.delete(file.hash));
      this.fetching.set(file.hash, fetching);
    }
    await fetching;
  }

  private async fetch(file: FileRef): Promise<void> {
    const path = join(this.options.folder, file.hash);
    const partial = `${path}.${this.fetched++}`;
    try {
      await pipeline(this.read(file), createWriteStream(partial, { mode: 0o644 }));
      const { size } = await stat(partial);
      if (size !== file.size) throw new Error(`The database has ${size} bytes of ${file.path} instead of ${file.size}`);
      await rename(partial, path);
      this.entries.get(file.hash)!.size = size;
      this.bytes += size;
      await utimes(path, new Date(), new Date());
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
  }

  /** What breaks off is told apart from what is not there, and from a disk that is full. */
  private async *read(file: FileRef): AsyncGenerator<Buffer> {
    try {
      yield* this.options.fetch(file.hash) as AsyncIterable<Buffer>;
    } catch (error) {
      if (error instanceof BlobMissing) throw error;
      throw new FilesUnavailable(`${file.path} cannot be fetched now`, { cause: error });
    }
  }

  private shrink(): void {
    if (this.bytes <= this.options.maxBytes) return;
    const idle = [...this.entries].filter(([, entry]) => entry.users === 0).sort(([, a], [, b]) => a.usedAt - b.usedAt);
    for (const [hash, entry] of idle) {
      if (this.bytes <= this.options.maxBytes) return;
      this.entries.delete(hash);
      this.bytes -= entry.size;
      rmSync(join(this.options.folder, hash), { force: true });
    }
  }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
