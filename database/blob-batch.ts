/** Small files in great number, as tests of a package are: some hundred are stored by one statement, where each by itself costs a transaction. */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { storeBlob, type StoredBlob } from './blobs.js';
import type { Database } from './connect.js';

/** Larger files go by themselves: of them it is the bytes that take time. */
const MOST_BYTES_OF_ONE = 64 * 1024;
const MOST_AT_ONCE = 500;
const MOST_BYTES_AT_ONCE = 4 * 1024 * 1024;

export class BlobBatch {
  readonly #waiting = new Map<string, Buffer>();
  #bytes = 0;

  constructor(private readonly db: Database) {}

  /** A file by its path, which may go away once this has answered. It is stored when `flush` has answered, if not before. One call at a time. */
  async add(path: string): Promise<StoredBlob> {
    if ((await stat(path)).size > MOST_BYTES_OF_ONE) return storeBlob(this.db, path);
    const data = await readFile(path);
    const hash = createHash('sha256').update(data).digest('hex');
    if (!this.#waiting.has(hash)) this.#bytes += data.length;
    this.#waiting.set(hash, data);
    if (this.#waiting.size >= MOST_AT_ONCE || this.#bytes >= MOST_BYTES_AT_ONCE) await this.flush();
    return { hash, size: data.length };
  }

  /** Stores what waits. */
  async flush(): Promise<void> {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    this.#bytes = 0;
    const known = await touchBlobs(this.db, waiting.map(([hash]) => hash));
    await insertBlobs(this.db, waiting.filter(([hash]) => !known.has(hash)));
  }
}

/** Keeps those that are stored for another grace period, and answers with them. Rows are locked in one order, so that two imports wait for each other at most. */
async function touchBlobs(db: Database, hashes: readonly string[]): Promise<Set<string>> {
  if (hashes.length === 0) return new Set();
  const { rows } = await db.execute<{ hash: string }>(sql`
    with found as materialized (select hash from blobs where hash = any(${sql.param(hashes)}::text[]) order by hash for no key update)
    update blobs b set created_at = now() from found where b.hash = found.hash returning b.hash`);
  return new Set(rows.map(({ hash }) => hash));
}

/** Each of one chunk, or none where it is empty. What another stores at the same moment is waited for, and taken as it is. */
async function insertBlobs(db: Database, contents: readonly (readonly [hash: string, data: Buffer])[]): Promise<void> {
  if (contents.length === 0) return;
  await db.execute(sql`
    with given as materialized (
      select hash, data from unnest(${sql.param(contents.map(([hash]) => hash))}::text[], ${sql.param(contents.map(([, data]) => data))}::bytea[]) as g (hash, data)
    ), stored as (
      insert into blobs (hash, size) select hash, length(data) from given order by hash
      on conflict (hash) do update set created_at = now()
      returning hash, xmax = 0 as is_new
    )
    insert into blob_chunks (hash, position, data) select g.hash, 0, g.data from given g join stored s on s.hash = g.hash where s.is_new and length(g.data) > 0`);
}
