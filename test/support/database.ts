/** A database of its own for a test file: a copy of the migrated template, made in some 30 ms. */
import { randomBytes } from 'node:crypto';
import { Client, escapeIdentifier } from 'pg';
import { inject } from 'vitest';
import { close, connect, type Database } from '#database/connect.js';

export interface TestDatabase {
  /** As the owner. */
  db: Database;
  url: string;
  /** Logs in as arbiter_judge. */
  judgeUrl: string;
  /** Closes `db` and removes the database, ending whoever is still connected. */
  drop: () => Promise<void>;
}

/** `empty`: without the migrations. */
export async function createTestDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const postgres = inject('postgres');
  const name = `test_${Math.floor(Date.now() / 1000)}_${randomBytes(6).toString('hex')}`;
  const template = options.empty === true ? 'template1' : postgres.template;
  await maintain(postgres.url, `create database ${escapeIdentifier(name)} template ${escapeIdentifier(template)} strategy file_copy`);
  const url = withDatabase(postgres.url, name);
  const db = connect(url, { applicationName: 'arbiter-test', max: 10, onConnectionLost: () => undefined });
  return {
    db,
    url,
    judgeUrl: withDatabase(postgres.judgeUrl, name),
    drop: async () => {
      await close(db);
      await maintain(postgres.url, `drop database if exists ${escapeIdentifier(name)} with (force)`);
    },
  };
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}

/** Two copies of one template at once: PostgreSQL refuses while anybody is connected to it, so nobody ever is. */
async function maintain(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url, application_name: 'arbiter-test-maintenance' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
