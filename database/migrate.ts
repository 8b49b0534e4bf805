/** Brings a database to the present schema, and gives the judge's role a login where we own the cluster. */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';

export const JUDGE_ROLE = 'arbiter_judge';

/** Any constant: whoever migrates this database holds this lock. */
const MIGRATION_LOCK = 4_242_001;

/**
 * Runs what is missing of migrations/. Any number of processes may call it at once: one migrates, the others wait.
 * `only`: no more than the first so many.
 */
export async function migrate(url: string, { only }: { only?: number } = {}): Promise<void> {
  const folder = only === undefined ? null : firstMigrations(only);
  try {
    await withClient(url, async (client) => {
      await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
      await client.query("set client_min_messages = 'warning'");
      await runMigrations(drizzle(client), { migrationsFolder: folder ?? migrationsFolder() });
    });
  } finally {
    if (folder !== null) rmSync(folder, { recursive: true });
  }
}

/** A folder with the first so many migrations. */
function firstMigrations(count: number): string {
  const whole = migrationsFolder();
  const folder = mkdtempSync(join(tmpdir(), 'arbiter-migrations-'));
  const journal = JSON.parse(readFileSync(join(whole, 'meta/_journal.json'), 'utf8')) as { entries: { tag: string }[] };
  const entries = journal.entries.slice(0, count);
  mkdirSync(join(folder, 'meta'));
  writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }));
  for (const { tag } of entries) copyFileSync(join(whole, `${tag}.sql`), join(folder, `${tag}.sql`));
  return folder;
}

/** Lets the judge's role log in with this password. Needs the right to alter roles, which the embedded cluster's owner has. */
export async function ensureJudgeLogin(url: string, password: string): Promise<void> {
  await withClient(url, async (client) => {
    // Two that alter the same role at once fail with "tuple concurrently updated".
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    const role = escapeIdentifier(JUDGE_ROLE);
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [JUDGE_ROLE]);
    if (rowCount === 0) await client.query(`create role ${role} nologin`);
    await client.query(`alter role ${role} login password ${escapeLiteral(password)}`);
    await client.query('commit');
  });
}

/** Beside database/ in the source tree, one folder higher from dist/database/. */
export function migrationsFolder(): string {
  const candidates = ['../migrations', '../../migrations'].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  const found = candidates.find((path) => existsSync(`${path}/meta/_journal.json`));
  if (found === undefined) throw new Error(`No migrations found in ${candidates.join(' or ')}`);
  return found;
}

/** Closing the session also gives back its advisory lock. */
async function withClient(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url, application_name: 'arbiter-migrate' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
