/** The history of an authored problem is thinned by age: no state that is kept changes by it. */
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { authoredChanges, authoredProblems, authoredSnapshots } from '#database/authoring-schema.js';
import { selectPast, thinHistories } from '#database/authoring-history.js';
import type { Database } from '#database/connect.js';
import { createTestDatabase, type TestDatabase } from '#test/support/database.js';
import { createAccount } from '#test/support/world.js';

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
});
afterAll(async () => {
  await database.drop();
});

type Step = [ago: string, reason: 'made' | 'edited' | 'exported' | 'published' | 'restored', by: 'A' | 'B', changes: Record<string, string | null>];

/** One snapshot for each step, so long ago; parts are letters, and their contents words. */
async function historyOf(steps: readonly Step[]) {
  const accounts = { A: (await createAccount(db)).id, B: (await createAccount(db)).id };
  const parts = new Map([...'pqr'].map((letter) => [letter, randomUUID()]));
  const [problem] = await db.insert(authoredProblems).values({ ownerId: accounts.A }).returning({ id: authoredProblems.id });
  const { id } = problem!;
  for (const [at, [ago, reason, by, changes]] of steps.entries()) {
    const moment = sql`date_trunc('day', now(), 'UTC') - ${ago}::interval`;
    const [snapshot] = await db.insert(authoredSnapshots).values({ authoredId: id, number: at + 1, accountId: accounts[by], reason, begunAt: moment, at: moment }).returning({ id: authoredSnapshots.id });
    for (const [part, word] of Object.entries(changes)) await db.insert(authoredChanges).values({ snapshotId: snapshot!.id, partId: parts.get(part)!, content: word as never });
  }
  const numbers = async () => (await db.execute<{ number: number }>(sql`select number from authored_snapshots where authored_id = ${id} order by number`)).rows.map(({ number }) => number);
  const stateAt = async (number: number) => {
    const past = await selectPast(db, id, number);
    return [...parts].flatMap(([letter, part]) => (past.has(part) ? [`${letter}=${String(past.get(part))}`] : [])).join(' ');
  };
  return { numbers, stateAt };
}

/** Thinned twice: the second time nothing more is to be done. */
async function thinned(steps: readonly Step[]): Promise<{ numbers: number[]; states: string[]; before: string[] }> {
  const { numbers, stateAt } = await historyOf(steps);
  const all = new Map(await Promise.all(steps.map(async (_, at) => [at + 1, await stateAt(at + 1)] as const)));
  await thinHistories(db);
  const left = await numbers();
  await thinHistories(db);
  expect(await numbers()).toEqual(left);
  const states = await Promise.all(left.map(stateAt));
  return { numbers: left, states, before: left.map((number) => all.get(number)!) };
}

it('keeps one state an hour after a day, and one a day after a month, each as it was', async () => {
  const found = await thinned([
    ['40 days 5 hours', 'made', 'A', { p: 'one', q: 'one' }],
    ['40 days 3 hours', 'edited', 'A', { p: 'two' }],
    ['40 days 2 hours', 'edited', 'A', { p: 'three', r: 'one' }],
    ['40 days 1 hour', 'edited', 'A', { q: 'two' }],
    ['39 days 1 hour', 'edited', 'A', { r: null }],
    ['5 days 3 hours 1 minute', 'edited', 'A', { p: 'four' }],
    ['5 days 2 hours 50 minutes', 'edited', 'A', { p: 'five' }],
    ['5 days 2 hours 10 minutes', 'edited', 'A', { q: 'three' }],
    ['5 days 1 hour 50 minutes', 'edited', 'A', { q: 'four' }],
  ]);
  expect(found.numbers).toEqual([1, 4, 5, 6, 8, 9]);
  expect(found.states).toEqual(found.before);
  expect(found.states[1]).toBe('p=three q=two r=one');
});

it('keeps what was published, exported or brought back, and the last state before it', async () => {
  const at = '40 days 2 hours';
  const found = await thinned([
    [at, 'made', 'A', { p: 'one' }], [at, 'edited', 'A', { p: 'two' }], [at, 'edited', 'A', { q: 'one' }], [at, 'published', 'A', {}],
    [at, 'edited', 'A', { p: 'three' }], [at, 'edited', 'A', { p: 'four' }], [at, 'exported', 'A', {}], [at, 'restored', 'A', { p: 'one' }], [at, 'edited', 'A', { r: 'one' }],
  ]);
  expect(found.numbers).toEqual([1, 3, 4, 6, 7, 8, 9]);
  expect(found.states).toEqual(found.before);
});

it('leaves the last day alone, and to each author what they changed', async () => {
  const at = '40 days 2 hours';
  const found = await thinned([
    [at, 'made', 'A', { p: 'one' }], [at, 'edited', 'A', { p: 'two' }], [at, 'edited', 'B', { p: 'three' }], [at, 'edited', 'B', { p: 'four' }], [at, 'edited', 'A', { p: 'five' }],
    ['-1 minute', 'edited', 'A', { p: 'six' }], ['-2 minutes', 'edited', 'A', { p: 'seven' }],
  ]);
  expect(found.numbers).toEqual([1, 2, 4, 5, 6, 7]);
  expect(found.states).toEqual(found.before);
});
