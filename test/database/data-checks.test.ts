/** The life of a check of data: who holds it, what is lost with a judge, and when it is given up. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { inTransaction, type Database } from '#database/connect.js';
import { claimDataCheck, finishDataCheck, giveUpDataChecks, noteDataCheck, releaseDataCheck, selectOptionalDataCheck } from '#database/data-checks.js';
import { createVerification } from '#database/verifications.js';
import { createTestDatabase, type TestDatabase } from '#test/support/database.js';
import { createProblem } from '#test/support/world.js';

let database: TestDatabase;
let db: Database;
let id: string;

beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(() => database.drop());
beforeEach(async () => {
  await db.execute(sql`truncate problems cascade`);
  const problem = await createProblem(db);
  ({ id } = await inTransaction(db, (tx) => createVerification(tx, { problemId: problem.id, versionId: problem.versionId, labels: [], offered: [], createdBy: null })));
});

const claim = (judge = 'one') => claimDataCheck(db, { judge });
const row = () => selectOptionalDataCheck(db, id);
const lose = () => db.execute(sql`update data_checks set lease_until = now() - interval '1 second'`);

it('is one judge’s at a time', async () => {
  const [a, b] = await Promise.all([claim('one'), claim('two')]);
  expect([a, b].filter((each) => each !== null)).toHaveLength(1);
});

it('goes on where the last judge has left it, and hears no more of that one', async () => {
  const first = (await claim())!;
  expect(await noteDataCheck(db, first, { done: 2, total: 5, counts: [{ kind: 'input', checks: 2, failed: 0 }] })).toBe(true);
  await lose();
  const second = (await claim('two'))!;
  expect(second).toMatchObject({ done: 2, attempt: 2, counts: [{ kind: 'input', checks: 2 }] });
  expect([await noteDataCheck(db, first, { done: 3 }), await releaseDataCheck(db, first, { done: 3 }), await finishDataCheck(db, first, { done: 5 })]).toEqual([false, false, false]);
  expect(await row()).toMatchObject({ done: 2, finishedAt: null, judge: 'two' });
  expect(await finishDataCheck(db, second, { done: 5, failed: [{ name: 'a', kind: 'input', message: 'nul \u0000' }] })).toBe(true);
  expect(await row()).toMatchObject({ done: 5, failed: [{ message: 'nul \ufffd' }] });
  expect(await claim()).toBeNull();
});

it('is given up after three judges that came no further', async () => {
  for (let count = 0; count < 3; count++) {
    expect(await claim()).not.toBeNull();
    await giveUpDataChecks(db);
    expect((await row())?.finishedAt).toBeNull();
    await lose();
  }
  expect(await claim()).toBeNull();
  await giveUpDataChecks(db);
  expect(await row()).toMatchObject({ failure: expect.stringMatching(/^Given up: 3 times .* The last one was one\. Verify again\.$/) as string });
  expect((await row())?.finishedAt).not.toBeNull();
});

it('is not given up as long as each comes further, or gives it back', async () => {
  for (let count = 1; count < 6; count++) {
    const held = (await claim())!;
    if (count % 2 === 0) await noteDataCheck(db, held, { done: count });
    else await releaseDataCheck(db, held, { done: count });
    await lose();
  }
  await giveUpDataChecks(db);
  expect(await row()).toMatchObject({ done: 5, finishedAt: null });
});
