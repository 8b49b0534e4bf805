import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { close, connect, type Database } from '#database/connect.js';
import {
  claimEnvironmentJob, deleteEnvironmentJob, finishEnvironmentJob, insertEnvironmentJob, noteEnvironmentJob, openEnvironmentFile, releaseEnvironmentJob, selectOptionalEnvironmentJob, sendEnvironmentFile,
} from '#database/environments.js';
import { createTestDatabase, type TestDatabase } from '#test/support/database.js';

let database: TestDatabase;
/** With the judge's own narrow role. */
let judge: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  judge = connect(database.judgeUrl, { applicationName: 'arbiter-test-judge', max: 2 });
});
afterAll(async () => {
  await close(judge);
  await database.drop();
});

const ANSWER = { environments: [], faults: [], warnings: [] };
const insert = () => insertEnvironmentJob(database.db, { wanted: { python: ['numpy'] }, languages: ['python3'] });
const claim = (languages = ['c', 'python3']) => claimEnvironmentJob(judge, { judge: 'j', languages });

it('goes to a judge that offers its languages, and to no other', async () => {
  const id = await insert();
  expect(await claim(['c', 'javascript'])).toBeNull();
  const claimed = await claim();
  expect(claimed).toMatchObject({ id, attempt: 1, wanted: { python: ['numpy'] } });
  expect(await claim()).toBeNull();
  await noteEnvironmentJob(judge, claimed!, { done: 1, total: 3 });
  expect(await selectOptionalEnvironmentJob(database.db, id)).toMatchObject({ done: 1, total: 3, finishedAt: null, lost: false });
  expect(await finishEnvironmentJob(judge, claimed!, ANSWER)).toBe(true);
  expect(await finishEnvironmentJob(judge, claimed!, ANSWER)).toBe(false);
  expect((await selectOptionalEnvironmentJob(database.db, id))?.answer).toEqual(ANSWER);
  await deleteEnvironmentJob(database.db, id);
  expect(await selectOptionalEnvironmentJob(database.db, id)).toBeNull();
});

it('takes files from the judge that holds it, whole, and from none with an older claim', async () => {
  const id = await insert();
  const first = (await claim())!;
  const content = Buffer.alloc(2_500_000, 'file ');
  const hash = createHash('sha256').update(content).digest('hex');
  await database.db.execute(sql`update environment_jobs set lease_until = now() - interval '1 second' where id = ${id}`);
  const second = (await claim())!;
  expect(second.attempt).toBe(2);
  await expect(sendEnvironmentFile(judge, first, hash, Readable.from([content]))).rejects.toThrow();
  await sendEnvironmentFile(judge, second, hash, Readable.from([content.subarray(0, 1_000_000), content.subarray(1_000_000)]));
  expect(await noteEnvironmentJob(judge, first, { done: 0, total: 0 })).toBe(false);
  expect(await finishEnvironmentJob(judge, second, ANSWER)).toBe(true);
  await expect(sendEnvironmentFile(judge, second, 'late', Readable.from([content]))).rejects.toThrow();
  expect((await buffer((await openEnvironmentFile(database.db, second, hash))!)).equals(content)).toBe(true);
  expect(await openEnvironmentFile(database.db, second, 'another')).toBeNull();
});

it('is lost after two judges were lost with it, but not by being given back', async () => {
  const id = await insert();
  for (let time = 0; time < 3; time++) await releaseEnvironmentJob(judge, (await claim())!);
  for (let time = 0; time < 2; time++) {
    expect((await selectOptionalEnvironmentJob(database.db, id))?.lost).toBe(false);
    expect(await claim()).toMatchObject({ id });
    await database.db.execute(sql`update environment_jobs set lease_until = now() - interval '1 second' where id = ${id}`);
  }
  expect(await claim()).toBeNull();
  expect((await selectOptionalEnvironmentJob(database.db, id))?.lost).toBe(true);
});
