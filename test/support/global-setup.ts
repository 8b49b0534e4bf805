/**
 * One private PostgreSQL for a run of vitest, kept warm for the next one. Overlapping runs share it: each stays
 * connected while it lasts, and the last one to leave stops it.
 *
 * Vitest loads this file without our export conditions: here, and in what is imported from here, no # imports.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, escapeIdentifier } from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../../database/embedded.js';
import { migrate, migrationsFolder } from '../../database/migrate.js';

const RUN = 'arbiter-test-run';
/** Any constant: whoever makes a template database holds this lock. */
const TEMPLATE_LOCK = 4_242_002;

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { url: string; judgeUrl: string; template: string };
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = process.env['ARBITER_TEST_DATA'] ?? join(tmpdir(), `arbiter-test-${process.getuid?.() ?? 0}`);
  const postgres = await startEmbedded({ dataDir });
  const presence = await stayConnected(postgres.url);
  const template = await ensureTemplate(presence, postgres.url);
  await dropAbandoned(presence);
  project.provide('postgres', { url: postgres.url, judgeUrl: postgres.judgeUrl, template });
  return async () => {
    const { rows } = await presence.query<{ others: number }>('select count(*)::int as others from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()', [RUN]);
    await presence.end();
    if (rows[0]?.others === 0) await postgres.stop();
    else await postgres.leave();
  };
}

/** A run that just ended may have stopped it under us: then it is being started again. */
async function stayConnected(url: string): Promise<Client> {
  for (let tries = 0; ; tries += 1) {
    const client = new Client({ connectionString: url, application_name: RUN });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (tries === 50) throw error;
      await sleep(100);
    }
  }
}

/** A database with all migrations run, named by their content. Others are copies of it. */
async function ensureTemplate(client: Client, url: string): Promise<string> {
  const folder = migrationsFolder();
  const hash = createHash('sha256');
  const { entries } = JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as { entries: { tag: string }[] };
  for (const { tag } of entries) hash.update(tag).update(readFileSync(join(folder, `${tag}.sql`)));
  const template = `template_${hash.digest('hex').slice(0, 16)}`;
  await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
    if (rowCount === 0) {
      const unfinished = `${template}_unfinished`;
      await client.query(`drop database if exists ${escapeIdentifier(unfinished)} with (force)`);
      await client.query(`create database ${escapeIdentifier(unfinished)}`);
      await migrate(databaseUrl(url, unfinished));
      await client.query(`alter database ${escapeIdentifier(unfinished)} rename to ${escapeIdentifier(template)}`);
    }
  } finally {
    await client.query('select pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
  return template;
}

/** Databases of runs that were killed: nobody is connected to them, and they are more than an hour old by their name. */
async function dropAbandoned(client: Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    `select datname from pg_database d where datname ~ '^test_[0-9]+_' and split_part(datname, '_', 2)::bigint < extract(epoch from now()) - 3600
       and not exists (select from pg_stat_activity a where a.datid = d.oid)`,
  );
  for (const { datname } of rows) await client.query(`drop database if exists ${escapeIdentifier(datname)}`);
}

function databaseUrl(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.toString();
}
