/**
 * Compilations kept on this host's disk, the least recently used deleted when there are too many bytes.
 *
 * One file for each, named by its key, and seen by no jail: what is kept is copied into a fresh folder for each submission. A file is
 *
 *     SHA-256 of all that follows, in hexadecimal, and a line feed
 *     a line of JSON: the key, what the compiler said, and path, mode, owner, time and length of each file
 *     the contents of these files, one after the other
 *
 * It is written under another name and moved into place. It is not flushed to the disk: one that a power failure or a full disk
 * has cut is known by its hash, forgotten, and made again.
 */
import { createHash } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CompileResult } from '#contract/judging.js';
import type { BuiltFile, CompileCache, KeptCompilation } from '../steps/compile-cache.js';

export interface CompileCacheOptions {
  folder: string;
  maxBytes: number;
  log: (message: string, detail?: Record<string, unknown>) => void;
}

/** What the first of several with one key leaves to the others. */
type Flight = KeptCompilation | 'not to be kept' | 'failed';

const BLOCK_BYTES = 4096;

export class DiskCompileCache implements CompileCache {
  readonly counts = { hits: 0, misses: 0, evictions: 0 };
  /** Bytes on the disk by key; the least recently used first. */
  private readonly entries = new Map<string, number>();
  private readonly flights = new Map<string, Promise<Flight>>();
  private total = 0;
  private written = 0;

  private constructor(private readonly options: CompileCacheOptions) {}

  /** Takes over what an earlier judge left in the folder. */
  static async open(options: CompileCacheOptions): Promise<DiskCompileCache> {
    await mkdir(options.folder, { recursive: true });
    await chmod(options.folder, 0o700);
    const cache = new DiskCompileCache(options);
    const found: { key: string; size: number; usedAt: number }[] = [];
    for (const name of readdirSync(options.folder)) {
      const path = join(options.folder, name);
      const { size, mtimeMs } = statSync(path);
      if (/^[0-9a-f]{64}$/.test(name)) found.push({ key: name, size, usedAt: mtimeMs });
      else rmSync(path, { recursive: true, force: true });
    }
    for (const { key, size } of found.sort((a, b) => a.usedAt - b.usedAt)) cache.remember(key, size);
    cache.shrink();
    return cache;
  }

  get bytes(): number {
    return this.total;
  }

  async get<T>(key: string, make: () => Promise<{ made: T; keep: KeptCompilation | null }>): Promise<{ made: T } | { kept: KeptCompilation }> {
    for (;;) {
      const flight = this.flights.get(key);
      if (!flight) return this.lead(key, make);
      const left = await flight;
      if (left === 'failed') continue;
      if (left !== 'not to be kept') return this.hit(left);
      this.counts.misses++;
      return { made: (await make()).made };
    }
  }

  private async lead<T>(key: string, make: () => Promise<{ made: T; keep: KeptCompilation | null }>): Promise<{ made: T } | { kept: KeptCompilation }> {
    let left: Flight = 'failed';
    let land!: (left: Flight) => void;
    this.flights.set(key, new Promise((resolve) => (land = resolve)));
    try {
      const kept = await this.read(key);
      if (kept) return this.hit((left = kept));
      this.counts.misses++;
      const { made, keep } = await make();
      left = keep ?? 'not to be kept';
      if (keep) await this.write(key, keep);
      return { made };
    } finally {
      this.flights.delete(key);
      land(left);
    }
  }

  private hit(kept: KeptCompilation): { kept: KeptCompilation } {
    this.counts.hits++;
    return { kept };
  }

  /** Null: there is nothing, or what is there cannot be used and is forgotten. */
  private async read(key: string): Promise<KeptCompilation | null> {
    const size = this.entries.get(key);
    if (size === undefined) return null;
    this.entries.delete(key);
    this.entries.set(key, size);
    const path = join(this.options.folder, key);
    try {
      const kept = decode(key, await readFile(path));
      await utimes(path, new Date(), new Date()).catch(() => undefined);
      return kept;
    } catch (error) {
      this.options.log('A kept compilation cannot be used and is made again', { key, error: String(error) });
      this.forget(key);
      return null;
    }
  }

  /** What cannot be written is not kept, and that is all. */
  private async write(key: string, kept: KeptCompilation): Promise<void> {
    const path = join(this.options.folder, key);
    const partial = `${path}.${this.written++}`;
    try {
      const bytes = encode(key, kept);
      if (bytes.length > this.options.maxBytes) return;
      await writeFile(partial, bytes, { mode: 0o600, flag: 'wx' });
      await rename(partial, path);
      this.remember(key, bytes.length);
      this.shrink();
    } catch (error) {
      this.options.log('A compilation could not be kept', { key, error: String(error) });
      await rm(partial, { force: true }).catch(() => undefined);
    }
  }

  private remember(key: string, size: number): void {
    const onDisk = Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES;
    this.total += onDisk;
    this.entries.set(key, onDisk);
  }

  private forget(key: string): void {
    this.total -= this.entries.get(key) ?? 0;
    this.entries.delete(key);
    try {
      rmSync(join(this.options.folder, key), { recursive: true, force: true });
    } catch (error) {
      this.options.log('A kept compilation cannot be deleted', { key, error: String(error) });
    }
  }

  /** Nobody needs an entry to stay: programs that run have their own copy, and a reader has opened it or does without. */
  private shrink(): void {
    for (const key of this.entries.keys()) {
      if (this.total <= this.options.maxBytes) return;
      this.forget(key);
      this.counts.evictions++;
    }
  }
}

interface Head {
  key: string;
  result: CompileResult;
  files: (Omit<BuiltFile, 'content'> & { bytes: number | null })[];
}

function encode(key: string, { result, files }: KeptCompilation): Buffer {
  const head: Head = { key, result, files: files.map(({ content, ...file }) => ({ ...file, bytes: content?.length ?? null })) };
  const body = Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...files.map(({ content }) => content ?? Buffer.alloc(0))]);
  return Buffer.concat([Buffer.from(`${sha256(body)}\n`), body]);
}

/** @throws where it is not what `encode` gave for this key */
function decode(key: string, bytes: Buffer): KeptCompilation {
  const body = bytes.subarray(bytes.indexOf('\n') + 1);
  if (bytes.toString('latin1', 0, bytes.length - body.length) !== `${sha256(body)}\n`) throw new Error('its hash is another one');
  let at = body.indexOf('\n') + 1;
  // By its hash it is what we have written; another version of the program has other keys.
  const head = JSON.parse(body.toString('utf8', 0, at)) as Head;
  if (head.key !== key) throw new Error('its key is another one');
  const files = head.files.map(({ bytes: length, ...file }) => ({ ...file, content: length === null ? null : body.subarray(at, (at += length)) }));
  return { result: head.result, files };
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
