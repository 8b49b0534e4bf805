import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BlobBatch } from '#database/blob-batch.js';
import { CHUNK_BYTES, deleteUnusedBlobs, openBlob, readBlobStart, selectOptionalBlob, storeBlob } from '#database/blobs.js';
import { createTestDatabase, type TestDatabase } from '#test/support/database.js';
import { createProblem } from '#test/support/world.js';

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'arbiter-blobs-'));
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await database.drop();
});

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const readAll = async (stream: Readable) => Buffer.concat(await stream.toArray());
const countOf = async (what: string) => (await database.db.execute<{ n: number }>(sql.raw(`select count(*)::int as n from ${what}`))).rows[0]?.n;

it.each([0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES + 17])('gives %d bytes back as they came', async (size) => {
  const bytes = randomBytes(size);
  const stored = await storeBlob(database.db, Readable.from([bytes.subarray(0, 5), bytes.subarray(5)]));
  expect(stored).toEqual({ hash: sha256(bytes), size });
  expect((await readAll(openBlob(database.db, stored.hash))).equals(bytes)).toBe(true);
  expect((await readBlobStart(database.db, stored.hash, CHUNK_BYTES + 5)).equals(bytes.subarray(0, CHUNK_BYTES + 5))).toBe(true);
});

it('keeps one copy of what many store at once', async () => {
  const bytes = randomBytes(2 * CHUNK_BYTES);
  const path = join(folder, 'same');
  writeFileSync(path, bytes);
  const before = await countOf('blob_chunks');
  const stored = await Promise.all([1, 2, 3, 4].flatMap(() => [storeBlob(database.db, Readable.from([bytes])), storeBlob(database.db, path)]));
  expect(new Set(stored.map((blob) => blob.hash))).toEqual(new Set([sha256(bytes)]));
  expect(await countOf('blob_chunks')).toBe((before ?? 0) + 2);
  expect((await readAll(openBlob(database.db, sha256(bytes)))).equals(bytes)).toBe(true);
});

describe('a batch', () => {
  const file = (name: string, bytes: Buffer) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };

  it('stores small files in a few statements, and what is large by itself, each once and whole', async () => {
    const small = Array.from({ length: 1200 }, (_, at) => Buffer.from(`test ${at}\n`.repeat(at % 7)));
    const large = randomBytes(CHUNK_BYTES + 1);
    const contents = [...small, Buffer.alloc(0), large, small[3]!];
    const batch = new BlobBatch(database.db);
    const stored = [];
    for (const [at, bytes] of contents.entries()) {
      const path = file('one', bytes);
      stored.push(await batch.add(path));
      rmSync(path);
      expect(stored[at]).toEqual({ hash: sha256(bytes), size: bytes.length });
    }
    await batch.flush();
    for (const bytes of [small[1]!, small[1199]!, Buffer.alloc(0), large]) expect((await readAll(openBlob(database.db, sha256(bytes)))).equals(bytes)).toBe(true);
    const hashes = [...new Set(stored.map(({ hash }) => hash))];
    const { rows } = await database.db.execute<{ blobs: number; statements: number; wrong: number }>(sql`
      select count(*)::int as blobs, count(distinct xmin::text)::int as statements,
        (count(*) filter (where size <> (select coalesce(sum(length(c.data)), 0) from blob_chunks c where c.hash = b.hash)))::int as wrong
      from blobs b where hash = any(${sql.param(hashes)}::text[])`);
    expect(rows[0]).toMatchObject({ blobs: hashes.length, wrong: 0 });
    expect(rows[0]!.statements).toBeLessThanOrEqual(5);
  });

  it('keeps what is stored already for another hour', async () => {
    const bytes = Buffer.from('stored before');
    const { hash } = await storeBlob(database.db, Readable.from([bytes]));
    await database.db.execute(sql`update blobs set created_at = now() - interval '2 hours' where hash = ${hash}`);
    const batch = new BlobBatch(database.db);
    await batch.add(file('before', bytes));
    await batch.flush();
    expect((await database.db.execute(sql`select from blobs where hash = ${hash} and created_at > now() - interval '1 minute'`)).rowCount).toBe(1);
    expect((await database.db.execute(sql`select from blob_chunks where hash = ${hash}`)).rowCount).toBe(1);
  });

  it('waits for another that stores the same in another order, and neither stores it twice', async () => {
    const contents = Array.from({ length: 400 }, (_, at) => Buffer.from(`same ${at}\n`));
    const store = async (name: string, all: readonly Buffer[]) => {
      const batch = new BlobBatch(database.db);
      for (const bytes of all) await batch.add(file(name, bytes));
      await batch.flush();
    };
    for (let round = 0; round < 5; round++) {
      await database.db.execute(sql`delete from blobs where hash = any(${sql.param(contents.map(sha256))}::text[])`);
      await Promise.all([store('a', contents), store('b', contents.toReversed()), store('c', contents)]);
      const { rows } = await database.db.execute<{ blobs: number; chunks: number }>(sql`
        select (select count(*)::int from blobs where hash = any(${sql.param(contents.map(sha256))}::text[])) as blobs, (select count(*)::int from blob_chunks where hash = any(${sql.param(contents.map(sha256))}::text[])) as chunks`);
      expect(rows).toEqual([{ blobs: 400, chunks: 400 }]);
    }
  });
});

it('leaves nothing of a stream that broke', async () => {
  const before = [await countOf('blobs'), await countOf('blob_chunks')];
  async function* breaking() {
    yield randomBytes(CHUNK_BYTES * 2);
    throw new Error('upload ended');
  }
  await expect(storeBlob(database.db, Readable.from(breaking()))).rejects.toThrow('upload ended');
  expect([await countOf('blobs'), await countOf('blob_chunks')]).toEqual(before);
});

it('fails on a blob that is not stored', async () => {
  await expect(readAll(openBlob(database.db, 'f'.repeat(64)))).rejects.toThrow('No blob');
  await expect(readBlobStart(database.db, 'f'.repeat(64), 10)).rejects.toThrow('No blob');
});

it('deletes old blobs that no version needs, and no others', async () => {
  await createProblem(database.db);
  const needed = sha256(Buffer.alloc(0));
  const old = await storeBlob(database.db, Readable.from([Buffer.from('old')]));
  const fresh = await storeBlob(database.db, Readable.from([Buffer.from('fresh')]));
  await database.db.execute(sql`update blobs set created_at = now() - interval '2 days' where hash in (${old.hash}, ${needed})`);
  expect(await deleteUnusedBlobs(database.db)).toBe(1);
  expect(await selectOptionalBlob(database.db, old.hash)).toBeNull();
  expect(await selectOptionalBlob(database.db, fresh.hash)).not.toBeNull();
  expect(await selectOptionalBlob(database.db, needed)).not.toBeNull();
});

it('stores and reads 100 MB without ever holding them', async () => {
  const block = randomBytes(CHUNK_BYTES);
  const written = createHash('sha256');
  async function* megabytes() {
    for (let i = 0; i < 100; i += 1) {
      const part = Buffer.from(block);
      part.writeUInt32LE(i);
      written.update(part);
      yield part;
    }
  }
  const before = process.memoryUsage().rss;
  let highest = before;
  const timer = setInterval(() => (highest = Math.max(highest, process.memoryUsage().rss)), 20);
  const stored = await storeBlob(database.db, Readable.from(megabytes()));
  const read = createHash('sha256');
  for await (const part of openBlob(database.db, stored.hash)) read.update(part as Buffer);
  clearInterval(timer);
  expect(stored).toEqual({ hash: written.digest('hex'), size: 100 * CHUNK_BYTES });
  expect(read.digest('hex')).toBe(stored.hash);
  expect((highest - before) / CHUNK_BYTES).toBeLessThan(90);
});
