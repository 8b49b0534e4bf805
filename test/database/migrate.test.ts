import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrate } from '#database/migrate.js';
import { createTestDatabase, type TestDatabase } from '#test/support/database.js';

let databases: TestDatabase[];
beforeAll(async () => {
  databases = [await createTestDatabase({ empty: true }), await createTestDatabase({ empty: true })];
});
afterAll(async () => {
  for (const database of databases) await database.drop();
});

it('is done once by many that start at once, on two databases of one cluster', async () => {
  await Promise.all(databases.flatMap(({ url }) => [migrate(url), migrate(url), migrate(url), migrate(url)]));
  for (const { db } of databases) {
    const { rows } = await db.execute<{ hash: string }>(sql`select hash from drizzle.__drizzle_migrations`);
    expect(rows.length).toBeGreaterThanOrEqual(2);
    expect(new Set(rows.map((row) => row.hash)).size).toBe(rows.length);
    expect((await db.execute(sql`select * from judgings`)).rows).toEqual([]);
  }
});

it('leaves the lock free', async () => {
  for (const { db } of databases) expect((await db.execute(sql`select from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`)).rowCount).toBe(0);
});
