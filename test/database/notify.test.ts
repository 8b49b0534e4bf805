import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { inTransaction } from '#database/connect.js';
import { listen, notify } from '#database/notify.js';
import { createTestDatabase, type TestDatabase } from '#test/support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => database.drop());

it('delivers when the transaction commits, and not when it is rolled back', async () => {
  const got: string[] = [];
  const listener = await listen(database.url, { submission_finished: ({ id }) => got.push(id) });
  const [kept, lost] = [randomUUID(), randomUUID()];
  await expect(
    inTransaction(database.db, async (tx) => {
      await notify(tx, 'submission_finished', { id: lost, version: lost });
      throw new Error('rolled back');
    }),
  ).rejects.toThrow('rolled back');
  await notify(database.db, 'submission_finished', { id: kept, version: kept });
  await vi.waitFor(() => expect(got).toEqual([kept]));
  await listener.close();
});

it('connects again when its connection is ended, and says so', async () => {
  const onReconnect = vi.fn();
  const onQueued = vi.fn();
  const listener = await listen(database.url, { judging_queued: onQueued }, { applicationName: 'to-be-ended', onReconnect, log: () => undefined });
  for (let times = 1; times <= 2; times += 1) {
    await database.db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'to-be-ended'`);
    await vi.waitFor(() => expect(onReconnect).toHaveBeenCalledTimes(times), { timeout: 5_000 });
    await notify(database.db, 'judging_queued', {});
    await vi.waitFor(() => expect(onQueued).toHaveBeenCalledTimes(times));
  }
  await listener.close();
  const left = await database.db.execute(sql`select from pg_stat_activity where application_name = 'to-be-ended'`);
  expect(left.rowCount).toBe(0);
});

it('ignores what does not fit the contract, and logs it', async () => {
  const log = vi.fn();
  const onFinished = vi.fn();
  const listener = await listen(database.url, { submission_finished: onFinished }, { log });
  await database.db.execute(sql`select pg_notify('submission_finished', 'not json'), pg_notify('submission_finished', '{"id": 5}')`);
  await vi.waitFor(() => expect(log).toHaveBeenCalledTimes(2));
  expect(onFinished).not.toHaveBeenCalled();
  await listener.close();
});

it('refuses a payload that PostgreSQL does not carry', async () => {
  const latest = Array.from({ length: 200 }, (_, index) => ({ index, verdict: 'accepted' as const, cpuMs: 1, wallMs: 1, peakMemoryKib: 1 }));
  await expect(notify(database.db, 'submission_progress', { id: randomUUID(), state: 'judging', testsDone: 1, testsTotal: 200, latest })).rejects.toThrow('more than PostgreSQL carries');
});
