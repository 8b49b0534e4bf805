/**
 * A copy of everything: all tables, files of packages included, as they stand at one moment, while the installation works on. One
 * read-only transaction sees that moment; rows pass through in pieces.
 */
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { pipeline } from 'node:stream/promises';
import { Client, escapeIdentifier } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { BACKUP_FORMAT, BackupRefused, record, type BackupTable } from './backup-format.js';

export interface BackedUp {
  tables: number;
  /** Of rows, before they are packed. */
  bytes: number;
}

/** Writes a backup of the database and ends `target`. `say`: is told each table as it begins. */
export async function writeBackup(url: string, target: Writable, say: (table: string) => void = () => undefined): Promise<BackedUp> {
  return withClient(url, async (client) => {
    await client.query('begin isolation level repeatable read, read only');
    const done: BackedUp = { tables: 0, bytes: 0 };
    await pipeline(records(client, done, say), createGzip({ level: 1 }), target);
    await client.query('commit');
    return done;
  });
}

async function* records(client: Client, done: BackedUp, say: (table: string) => void): AsyncGenerator<Buffer> {
  const migrations = await appliedMigrations(client);
  if (migrations.length === 0) throw new BackupRefused('There is no Arbiter in this database.');
  const { rows } = await client.query<{ name: string }>('select current_database() as name');
  yield record('H', { format: BACKUP_FORMAT, createdAt: new Date().toISOString(), database: rows[0]?.name ?? '', migrations });
  for (const table of await tablesInOrder(client)) {
    say(table.name);
    yield record('T', table);
    const columns = table.columns.map(escapeIdentifier).join(', ');
    const rowsOf = client.query(copyTo(`copy ${escapeIdentifier(table.name)} (${columns}) to stdout`));
    for await (const chunk of rowsOf as AsyncIterable<Buffer>) {
      done.bytes += chunk.length;
      yield record('D', chunk);
    }
    done.tables++;
  }
  yield record('E', done);
}

export interface AppliedMigration {
  hash: string;
  at: number;
}

/** In order; empty: none, as in a new database. */
export async function appliedMigrations(client: Client): Promise<AppliedMigration[]> {
  const { rows: known } = await client.query<{ there: boolean }>(`select to_regclass('drizzle.__drizzle_migrations') is not null as there`);
  if (known[0]?.there !== true) return [];
  const { rows } = await client.query<{ hash: string; at: string }>('select hash, created_at as at from drizzle.__drizzle_migrations order by created_at, id');
  return rows.map(({ hash, at }) => ({ hash, at: Number(at) }));
}

/** Every table with its columns, those that others refer to first. */
export async function tablesInOrder(client: Client): Promise<BackupTable[]> {
  const { rows: tables } = await client.query<BackupTable>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by c.relname order by c.relname`);
  const { rows: references } = await client.query<{ from: string; to: string }>(`
    select distinct f.relname as from, t.relname as to from pg_constraint k join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and f.relnamespace = 'public'::regnamespace and f.oid <> t.oid`);
  const ordered: BackupTable[] = [];
  for (let left = tables; left.length > 0; ) {
    const waits = (name: string) => references.some(({ from, to }) => from === name && left.some((each) => each.name === to));
    const next = left.filter(({ name }) => !waits(name));
    if (next.length === 0) throw new Error(`These tables refer to each other in a circle: ${left.map(({ name }) => name).join(', ')}`);
    ordered.push(...next);
    left = left.filter((each) => !next.includes(each));
  }
  return ordered;
}

export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, application_name: 'arbiter-backup' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    // One that is in the middle of a copy is cut off rather than waited for.
    await Promise.race([client.end(), once(client, 'end')]).catch(() => undefined);
  }
}
