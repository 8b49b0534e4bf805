/**
 * What a backup is made of: gzip over records, each a letter, the length of what follows (4 bytes, big-endian), and that.
 *
 *   H  JSON: format, when and by which version it was made, the migrations of its schema
 *   T  JSON: a table and its columns; what follows is its rows
 *   D  rows as PostgreSQL's COPY … TO writes them (text format), in pieces
 *   E  JSON: number of tables and bytes. A backup without it is not whole.
 */
import { z } from 'zod';

export const BACKUP_FORMAT = 1;
/** No record is larger. */
const MOST_RECORD_BYTES = 16 * 1024 * 1024;
const HEAD_BYTES = 5;

export const backupHeaderSchema = z.object({
  format: z.number().int(),
  createdAt: z.iso.datetime(),
  database: z.string(),
  /** In order. */
  migrations: z.array(z.object({ hash: z.string(), at: z.number() })).min(1),
});
export type BackupHeader = z.infer<typeof backupHeaderSchema>;

export const backupTableSchema = z.object({ name: z.string(), columns: z.array(z.string()).min(1) });
export type BackupTable = z.infer<typeof backupTableSchema>;

export const backupEndSchema = z.object({ tables: z.number().int(), bytes: z.number().int() });

export type RecordKind = 'H' | 'T' | 'D' | 'E';
const KINDS: readonly string[] = ['H', 'T', 'D', 'E'] satisfies RecordKind[];

/** The backup, or what it is to be restored into, is not as it must be. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
}

export function record(kind: RecordKind, content: Buffer | object): Buffer {
  const payload = Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content));
  const head = Buffer.alloc(HEAD_BYTES);
  head.write(kind, 0, 'latin1');
  head.writeUInt32BE(payload.length, 1);
  return Buffer.concat([head, payload]);
}

/** @throws BackupRefused where it is no backup, or ends in the middle of a record */
export async function* readRecords(source: AsyncIterable<Buffer>): AsyncGenerator<{ kind: RecordKind; payload: Buffer }> {
  let parts: Buffer[] = [];
  let held = 0;
  const take = (length: number): Buffer => {
    const all = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    parts = all.length > length ? [all.subarray(length)] : [];
    held = all.length - length;
    return all.subarray(0, length);
  };
  let head: { kind: RecordKind; length: number } | null = null;
  for await (const bytes of source) {
    parts.push(bytes);
    held += bytes.length;
    for (;;) {
      if (head === null) {
        if (held < HEAD_BYTES) break;
        head = readHead(take(HEAD_BYTES));
      }
      if (held < head.length) break;
      const { kind, length } = head;
      head = null;
      yield { kind, payload: take(length) };
    }
  }
  if (head !== null || held > 0) throw new BackupRefused('The backup ends in the middle: it was not written to its end, or was cut.');
}

function readHead(bytes: Buffer): { kind: RecordKind; length: number } {
  const kind = bytes.toString('latin1', 0, 1);
  const length = bytes.readUInt32BE(1);
  if (!KINDS.includes(kind) || length > MOST_RECORD_BYTES) throw new BackupRefused('This is no backup of Arbiter.');
  return { kind: kind as RecordKind, length };
}
