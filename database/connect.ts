/** Connections to PostgreSQL: a drizzle database over a pool that survives losing its server. */
import { drizzle, type NodePgDatabase, type NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import { Pool } from 'pg';
import * as schema from './schema.js';

export type Database = NodePgDatabase<typeof schema> & { $client: Pool };
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];
/** Where a statement may run: on any connection of the pool, or inside a transaction. */
export type Querier = PgDatabase<NodePgQueryResultHKT, typeof schema>;

export interface ConnectOptions {
  /** Shown in pg_stat_activity. */
  applicationName: string;
  /** Most connections at once. */
  max: number;
  /** Act as this role, as `set role` does. */
  role?: string;
  /** Told of connections that broke while nobody used them; the pool replaces them. */
  onConnectionLost?: (error: Error) => void;
}

/** Opens nothing yet: the first query connects. */
export function connect(url: string, options: ConnectOptions): Database {
  const pool = new Pool({
    connectionString: url,
    application_name: options.applicationName,
    max: options.max,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    idle_in_transaction_session_timeout: 60_000,
    ...(options.role === undefined ? {} : { options: `-c role=${options.role}` }),
  });
  const onLost = options.onConnectionLost ?? ((error: Error) => console.error(`Lost a database connection: ${error.message}`));
  // A client that is checked out reports its end on itself, an idle one on the pool; unheard, either ends the process.
  pool.on('error', onLost);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return drizzle(pool, { schema });
}

/** Waits for running statements, then closes every connection. */
export async function close(db: Database): Promise<void> {
  await db.$client.end();
}

/** Runs `work` in one transaction: committed when it resolves, rolled back when it throws. */
export async function inTransaction<T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return db.transaction(work);
}

/** Whether a statement failed because a unique index holds the same value already; `constraint` names the index. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const cause = postgresError(error);
  return cause?.code === '23505' && (constraint === undefined || cause.constraint === constraint);
}

/** drizzle wraps the driver's error: the SQLSTATE is on the cause. */
export function postgresError(error: unknown): { code: string; constraint?: string } | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at as Error & { code: string; constraint?: string };
  }
  return undefined;
}
