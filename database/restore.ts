/**
 * A backup back into an empty database. The schema is brought to where it was when the backup was made, the rows come in by one
 * transaction, and then the schema is brought to the present. Whatever goes wrong before leaves a database without rows.
 */
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { escapeIdentifier, type Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { appliedMigrations, tablesInOrder, withClient, type BackedUp } from './backup.js';
import { BACKUP_FORMAT, BackupRefused, backupEndSchema, backupHeaderSchema, backupTableSchema, readRecords, type BackupHeader, type BackupTable } from './backup-format.js';
import { migrate, migrationsFolder } from './migrate.js';

/** @throws BackupRefused where the backup is none, not whole or newer than this program, or the database is not empty */
export async function restoreBackup(url: string, source: Readable, say: (table: string) => void = () => undefined): Promise<BackedUp & { createdAt: string }> {
  const unpacked = createGunzip();
  source.on('error', (error) => unpacked.destroy(error));
  const records = readRecords(source.pipe(unpacked) as AsyncIterable<Buffer>);
  try {
    const first = await records.next();
    const header = headerOf(first.done ? undefined : first.value);
    await refuseUnlessEmpty(url, header);
    await migrate(url, { only: header.migrations.length });
    const restored = await withClient(url, (client) => fill(client, records, say));
    await migrate(url);
    return { ...restored, createdAt: header.createdAt };
  } catch (error) {
    throw isBroken(error) ? new BackupRefused(`The backup cannot be unpacked: ${error.message}`) : error;
  } finally {
    source.destroy();
    unpacked.destroy();
  }
}

function headerOf(first: { kind: string; payload: Buffer } | undefined): BackupHeader {
  const header = first?.kind === 'H' ? backupHeaderSchema.safeParse(JSON.parse(first.payload.toString('utf8'))).data : undefined;
  if (!header) throw new BackupRefused('This is no backup of Arbiter.');
  const ours = readMigrationFiles({ migrationsFolder: migrationsFolder() });
  const newer = header.format > BACKUP_FORMAT || header.migrations.some(({ hash }, index) => ours[index]?.hash !== hash);
  if (newer) throw new BackupRefused('This backup was made by a newer Arbiter, or by another one, than this: its schema is not known here. Bring this one up to date first.');
  return header;
}

async function refuseUnlessEmpty(url: string, header: BackupHeader): Promise<void> {
  await withClient(url, async (client) => {
    const applied = await appliedMigrations(client);
    const full: string[] = [];
    for (const { name } of await tablesInOrder(client)) {
      const { rows } = await client.query<{ count: string }>(`select count(*) as count from (select from ${escapeIdentifier(name)} limit 100) few`);
      const count = Number(rows[0]?.count ?? 0);
      if (count > 0) full.push(`${count === 100 ? '100 or more' : count} in ${name}`);
    }
    if (full.length > 0) throw new BackupRefused(`The installation is not empty (rows: ${full.join(', ')}). A backup is restored into an empty one only.`);
    if (applied.length > header.migrations.length) throw new BackupRefused('The database is empty, but its schema is newer than that of the backup. Restore into a new database.');
  });
}

type Records = AsyncGenerator<{ kind: string; payload: Buffer }>;

async function fill(client: Client, records: Records, say: (table: string) => void): Promise<BackedUp> {
  await client.query('begin');
  const known = await tablesInOrder(client);
  const done: BackedUp = { tables: 0, bytes: 0 };
  let filling: Filling | null = null;
  for await (const { kind, payload } of records) {
    if (kind === 'D') {
      if (filling === null) throw new BackupRefused('This is no backup of Arbiter.');
      await filling.take(payload);
      done.bytes += payload.length;
      continue;
    }
    await filling?.end();
    filling = null;
    const content: unknown = JSON.parse(payload.toString('utf8'));
    if (kind === 'E') {
      const end = backupEndSchema.parse(content);
      if (end.tables !== done.tables || end.bytes !== done.bytes) throw new BackupRefused('The backup is not whole: it lacks rows.');
      await setSequences(client);
      await client.query('commit');
      return done;
    }
    const table = backupTableSchema.parse(content);
    say(table.name);
    filling = startFilling(client, table, known);
    done.tables++;
  }
  throw new BackupRefused('The backup is not whole: its end is missing.');
}

interface Filling {
  take(rows: Buffer): Promise<void>;
  end(): Promise<void>;
}

/** Names come from the database itself: those of the backup are only looked for among them. */
function startFilling(client: Client, table: BackupTable, known: readonly BackupTable[]): Filling {
  const found = known.find(({ name }) => name === table.name);
  const columns = table.columns.map((column) => found?.columns.find((each) => each === column));
  if (!found || columns.includes(undefined)) throw new BackupRefused(`The backup has a table that is not known here: ${table.name}.`);
  const sink = client.query(copyFrom(`copy ${escapeIdentifier(found.name)} (${columns.map((column) => escapeIdentifier(column ?? '')).join(', ')}) from stdin`));
  const over = finished(sink);
  // Heard of by whoever writes next.
  over.catch(() => undefined);
  return {
    async take(rows) {
      if (!sink.write(rows)) await Promise.race([once(sink, 'drain'), over]);
    },
    async end() {
      sink.end();
      await over;
    },
  };
}

/** What counts up goes on where it was. */
async function setSequences(client: Client): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(`
    select t.relname as table, a.attname as column, s.oid::regclass::text as sequence
    from pg_class s join pg_depend d on d.objid = s.oid and d.deptype in ('a', 'i') and d.classid = 'pg_class'::regclass join pg_class t on t.oid = d.refobjid join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
    where s.relkind = 'S' and t.relnamespace = 'public'::regnamespace`);
  for (const { table, column, sequence } of rows) await client.query(`select setval($1, coalesce(max(${escapeIdentifier(column)}), 1), count(*) > 0) from ${escapeIdentifier(table)}`, [sequence]);
}

/** What zlib says of data that is damaged or cut. */
function isBroken(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_');
}
