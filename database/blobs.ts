/**
 * Content-addressed files. Each is stored once, in chunks of 1 MiB, so that none is ever whole in memory. The row in
 * `blobs` and the last chunk become visible together: a blob that can be seen is whole.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { and, eq, gte, lte, sql } from 'drizzle-orm';
import { inTransaction, type Database, type Querier } from './connect.js';
import { blobChunks, blobs } from './schema.js';

export const CHUNK_BYTES = 1024 * 1024;
/** Blobs of an import that is still at work belong to no version yet; those that come with the installation are in no list of imports. */
const GRACE = sql`interval '1 hour'`;

export interface StoredBlob {
  /** SHA-256 of the content, lower-case hexadecimal. */
  hash: string;
  /** Bytes. */
  size: number;
}

/**
 * Stores a file (by its path) or a stream. A file is read twice: first for its hash, so that one which is stored
 * already costs no write. A stream is read once.
 */
export async function storeBlob(db: Database, source: string | Readable): Promise<StoredBlob> {
  if (typeof source === 'string') {
    const known = await hashOf(createReadStream(source));
    if (await touchBlob(db, known.hash)) return known;
    return storeStream(db, createReadStream(source));
  }
  return storeStream(db, source);
}

/** Keeps a stored blob for another grace period. False: it is not stored. */
export async function touchBlob(db: Querier, hash: string): Promise<boolean> {
  const rows = await db.update(blobs).set({ createdAt: sql`now()` }).where(eq(blobs.hash, hash)).returning({ hash: blobs.hash });
  return rows.length > 0;
}

export async function selectOptionalBlob(db: Querier, hash: string): Promise<StoredBlob | null> {
  const [row] = await db.select({ hash: blobs.hash, size: blobs.size }).from(blobs).where(eq(blobs.hash, hash));
  return row ?? null;
}

/** There is no such content, and waiting will not bring it. */
export class BlobMissing extends Error {
  override readonly name = 'BlobMissing';
}

/** The whole content as a stream, one chunk in memory at a time. It fails with BlobMissing where the blob is not stored, else as the database does. */
export function openBlob(db: Querier, hash: string): Readable {
  return Readable.from(readChunks(db, hash), { objectMode: false, highWaterMark: CHUNK_BYTES });
}

/** The first bytes, at most `bytes`. @throws Error where the blob is not stored. */
export async function readBlobStart(db: Querier, hash: string, bytes: number): Promise<Buffer> {
  if ((await selectOptionalBlob(db, hash)) === null) throw new Error(`No blob ${hash} is stored`);
  const lastChunk = Math.ceil(bytes / CHUNK_BYTES) - 1;
  const rows = await db
    .select({ data: sql<Buffer>`substring(${blobChunks.data} from 1 for ${bytes}::int)` })
    .from(blobChunks)
    .where(and(eq(blobChunks.hash, hash), gte(blobChunks.position, 0), lte(blobChunks.position, lastChunk)))
    .orderBy(blobChunks.position);
  return Buffer.concat(rows.map((row) => row.data)).subarray(0, bytes);
}

/** Removes blobs that no version or authored problem needs and no import that is at work can have stored, once they are an hour old. Answers with their number. */
export async function deleteUnusedBlobs(db: Querier): Promise<number> {
  const result = await db.execute(sql`
    delete from blobs b where b.created_at < least(now() - ${GRACE}, (select min(i.created_at) from imports i where i.finished_at is null))
      and not exists (select from version_blobs v where v.hash = b.hash) and not exists (select from problem_versions v where v.archive_hash = b.hash)
      and not exists (select from authored_blobs a where a.hash = b.hash)`);
  return result.rowCount ?? 0;
}

/**
 * Chunks are written under a name of our own while the hash is unknown, and get their right name at the end; two that
 * store the same content wait for each other there, and the second throws its chunks away.
 */
async function storeStream(db: Database, source: Readable): Promise<StoredBlob> {
  return inTransaction(db, async (tx) => {
    const [name] = (await tx.execute<{ name: string }>(sql`select 'unfinished-' || gen_random_uuid() as name`)).rows;
    if (name === undefined) throw new Error('No name for a blob');
    const unfinished = name.name;
    await tx.insert(blobs).values({ hash: unfinished, size: 0 });
    const hash = createHash('sha256');
    let size = 0;
    let position = 0;
    for await (const data of inChunks(source)) {
      hash.update(data);
      size += data.length;
      await tx.insert(blobChunks).values({ hash: unfinished, position, data });
      position += 1;
    }
    const stored = { hash: hash.digest('hex'), size };
    const inserted = await tx
      .insert(blobs)
      .values(stored)
      .onConflictDoUpdate({ target: blobs.hash, set: { createdAt: sql`now()` } })
      .returning({ isNew: sql<boolean>`xmax = 0` });
    if (inserted[0]?.isNew === true) await tx.update(blobChunks).set({ hash: stored.hash }).where(eq(blobChunks.hash, unfinished));
    await tx.delete(blobs).where(eq(blobs.hash, unfinished));
    return stored;
  });
}

async function hashOf(source: Readable): Promise<StoredBlob> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const data of source as AsyncIterable<Buffer>) {
    hash.update(data);
    size += data.length;
  }
  return { hash: hash.digest('hex'), size };
}

/** Cuts and joins what a stream gives into chunks of CHUNK_BYTES; the last may be shorter. */
async function* inChunks(source: Readable): AsyncGenerator<Buffer> {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  let filled = 0;
  for await (const data of source as AsyncIterable<Buffer | string>) {
    const bytes = Buffer.isBuffer(data) ? data : Buffer.from(data);
    for (let at = 0; at < bytes.length; ) {
      const copied = bytes.copy(chunk, filled, at);
      at += copied;
      filled += copied;
      if (filled === CHUNK_BYTES) {
        yield chunk;
        filled = 0;
      }
    }
  }
  if (filled > 0) yield chunk.subarray(0, filled);
}

async function* readChunks(db: Querier, hash: string): AsyncGenerator<Buffer> {
  const blob = await selectOptionalBlob(db, hash);
  if (blob === null) throw new BlobMissing(`No blob ${hash} is stored`);
  let read = 0;
  for (let position = 0; read < blob.size; position += 1) {
    const [row] = await db.select({ data: blobChunks.data }).from(blobChunks).where(and(eq(blobChunks.hash, hash), eq(blobChunks.position, position)));
    if (row === undefined) throw new BlobMissing(`Blob ${hash} was deleted while it was read`);
    read += row.data.length;
    yield row.data;
  }
}
