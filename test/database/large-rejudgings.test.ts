/** Twenty thousand submissions judged again as one: in parts, with nobody kept waiting meanwhile. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { inTransaction, type Database } from '#database/connect.js';
import { selectMatrix, selectOutcomes, selectPeople } from '#database/rejudging-diff.js';
import { rejudgingState, selectOptionalRejudging, selectRejudgingCounts } from '#database/rejudging-list.js';
import { applyRejudging, cancelRejudging, countChosen, createRejudging } from '#database/rejudgings.js';
import { rejudgeSubmission } from '#database/submissions.js';
import { createTestDatabase, type TestDatabase } from '#test/support/database.js';
import { createAccount, createProblem, createSubmission } from '#test/support/world.js';

const SUBMISSIONS = 20_000;
const PEOPLE = 500;

let database: TestDatabase;
let db: Database;
let problem: { id: string; slug: string; versionId: string };
let staff: { id: string };
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
});
afterAll(() => database.drop());
beforeEach(async () => {
  await db.execute(sql`truncate accounts, problems, blobs, rejudgings cascade`);
  [problem, staff] = await Promise.all([createProblem(db), createAccount(db, { role: 'instructor' })]);
  await db.execute(sql`
    with people as materialized (
      insert into accounts (username, email, password_hash) select 'p' || n, 'p' || n || '@example.org', 'x' from generate_series(0, ${PEOPLE - 1}::int) n returning id, substring(username from 2)::int as n
    ), sent as (
      insert into submissions (problem_id, account_id, language, submitted_at)
      select ${problem.id}::uuid, people.id, 'cpp', now() - s * interval '1 second' from generate_series(1, ${SUBMISSIONS}::int) s join people on people.n = s % ${PEOPLE}::int returning id, account_id
    )
    insert into judgings (submission_id, version_id, priority, account_id, language, attempt, claimed_at, finished_at, verdict)
    select id, ${problem.versionId}::uuid, 1, account_id, 'cpp', 1, now(), now(), 'wrong-answer' from sent`);
  await db.execute(sql`analyze`);
});

const start = () => inTransaction(db, (tx) => createRejudging(tx, { chosen: { problemId: problem.id }, versionId: null, reason: '', createdBy: staff.id }));
const progressOf = async (id: string) => {
  const counts = (await selectRejudgingCounts(db, [id])).get(id)!;
  return { ...counts, state: rejudgingState((await selectOptionalRejudging(db, id))!.rejudging, counts) };
};
/** As many of it, the newest submissions first, as if judges had judged them. */
const finish = (id: string, most: number) =>
  db.execute(sql`
    update judgings j set claimed_at = now(), attempt = 1, finished_at = now(), verdict = 'accepted'
    from (select id from judgings where rejudging_id = ${id} and finished_at is null order by turn limit ${most}) next where j.id = next.id`);

it('queues each once, the newest first, while people submit and others are judged again', { timeout: 300_000 }, async () => {
  const [first] = (await db.execute<{ id: string; account: string }>(sql`select id, account_id as account from submissions order by submitted_at desc limit 1`)).rows;
  const id = await inTransaction(db, async (tx) => {
    const made = await createRejudging(tx, { chosen: { problemId: problem.id }, versionId: null, reason: '', createdBy: staff.id });
    // Others wait for nothing that this transaction holds.
    await inTransaction(db, async (other) => {
      await other.execute(sql`set local lock_timeout = '2s'`);
      expect(await rejudgeSubmission(other, first!.id)).not.toBeNull();
    });
    await createSubmission(db, { problem, accountId: first!.account });
    return made;
  });
  const { rows } = await db.execute<Record<string, unknown>>(sql`
    select count(*)::int as n, count(distinct j.submission_id)::int as submissions, min(j.turn) as first, max(j.turn) as last,
      bool_and(j.turn = extract(epoch from (select max(submitted_at) from submissions where id in (select submission_id from rejudging_items)) - s.submitted_at)::int) as ordered
    from judgings j join submissions s on s.id = j.submission_id where j.rejudging_id = ${id} and not j.current`);
  expect(rows).toEqual([{ n: SUBMISSIONS, submissions: SUBMISSIONS, first: 0, last: SUBMISSIONS - 1, ordered: true }]);
  await db.execute(sql`analyze`);
  expect((await progressOf(id!)).total).toBe(SUBMISSIONS);
  await finish(id!, SUBMISSIONS);
  expect(await selectOutcomes(db, id!)).toEqual({ pending: 0, applies: SUBMISSIONS - 1, stale: 1, failed: 0 });
});

it('shows how far it is, and is either applied or cancelled where both are asked for at once', { timeout: 300_000 }, async () => {
  expect(await countChosen(db, { problemId: problem.id })).toEqual({ submissions: SUBMISSIONS, people: PEOPLE });
  const id = (await start())!;
  expect(await progressOf(id)).toEqual({ state: 'running', total: SUBMISSIONS, done: 0, failed: 0, changed: 0 });
  await finish(id, 7_000);
  expect(await progressOf(id)).toEqual({ state: 'running', total: SUBMISSIONS, done: 7_000, failed: 0, changed: 7_000 });
  expect(await applyRejudging(db, id, staff.id)).toBe('running');
  await finish(id, SUBMISSIONS);
  expect(await selectMatrix(db, id)).toEqual([{ old: 'wrong-answer', new: 'accepted', count: SUBMISSIONS }]);
  expect(await selectPeople(db, id)).toMatchObject({ gained: PEOPLE, lost: 0, moved: 0 });

  const [applied, cancelled] = await Promise.all([applyRejudging(db, id, staff.id), cancelRejudging(db, id, staff.id)]);
  const { rows } = await db.execute<{ verdict: string; n: number }>(sql`select verdict, count(*)::int as n from judgings where current group by 1`);
  const solved = await db.execute(sql`select from problem_results where solved_at is not null`);
  if (cancelled === null) {
    expect([applied, rows, solved.rowCount]).toEqual(['cancelled', [{ verdict: 'wrong-answer', n: SUBMISSIONS }], 0]);
    expect(await progressOf(id)).toMatchObject({ state: 'cancelled' });
  } else {
    expect([applied, cancelled]).toEqual([{ applied: SUBMISSIONS, stale: 0, failed: 0 }, 'applied']);
    expect([rows, solved.rowCount]).toEqual([[{ verdict: 'accepted', n: SUBMISSIONS }], PEOPLE]);
    expect(await progressOf(id)).toMatchObject({ state: 'applied' });
  }
});
