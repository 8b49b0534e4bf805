import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JudgingResult } from '#contract/judging.js';
import { close, connect, inTransaction, type Database } from '#database/connect.js';
import { claimJudging, finishJudging, renewLeases, retireLostJudgings, type ClaimedJudging } from '#database/queue.js';
import { selectMatrix, selectOutcomes, selectPeople, selectTimeChanges } from '#database/rejudging-diff.js';
import { rejudgingState, selectOptionalRejudging, selectRejudgingCounts } from '#database/rejudging-list.js';
import { applyRejudging, cancelRejudging, countChosen, createRejudging, type ChosenSubmissions } from '#database/rejudgings.js';
import { judgings, problemResults, problemVersions } from '#database/schema.js';
import { rejudgeSubmission } from '#database/submissions.js';
import { createTestDatabase, type TestDatabase } from '#test/support/database.js';
import { aResult, createAccount, createProblem, createSubmission } from '#test/support/world.js';

let database: TestDatabase;
let db: Database;
/** The judge's own role: every claim and result of these tests also proves its rights. */
let judgeDb: Database;
let problem: { id: string; slug: string; versionId: string };
let staff: { id: string; username: string };
let ada: { id: string; username: string };
let bob: { id: string; username: string };

beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
  judgeDb = connect(database.judgeUrl, { applicationName: 'arbiter-test-judge', max: 8, onConnectionLost: () => undefined });
});
afterAll(async () => {
  await close(judgeDb);
  await database.drop();
});
beforeEach(async () => {
  await db.execute(sql`truncate accounts, problems, blobs, rejudgings cascade`);
  problem = await createProblem(db);
  [staff, ada, bob] = await Promise.all([createAccount(db, { role: 'instructor' }), createAccount(db, { username: 'ada' }), createAccount(db, { username: 'bob' })]);
});

async function claim(): Promise<ClaimedJudging> {
  const claimed = await claimJudging(judgeDb, { judge: 'one', languages: ['cpp'] });
  if (claimed === null) throw new Error('Nothing waits');
  return claimed;
}
/** Submits, and judges at once. */
async function judged(who: { id: string }, result: Partial<JudgingResult>): Promise<string> {
  const { id } = await createSubmission(db, { problem, accountId: who.id });
  expect(await finishJudging(judgeDb, await claim(), aResult(result))).toBe(true);
  return id;
}
/** Judges everything that waits, by submission. */
async function judgeAll(results: Record<string, Partial<JudgingResult>>): Promise<void> {
  for (const _ of Object.keys(results)) {
    const claimed = await claim();
    await finishJudging(judgeDb, claimed, aResult(results[claimed.submissionId]));
  }
}
async function start(chosen: ChosenSubmissions = { problemId: problem.id }, versionId: string | null = null): Promise<string> {
  const id = await inTransaction(db, (tx) => createRejudging(tx, { chosen, versionId, reason: '', createdBy: staff.id }));
  if (id === null) throw new Error('Nothing was chosen');
  return id;
}
const currentOf = async (submissionId: string) => (await db.execute<{ id: string; verdict: string; rejudging_id: string | null; version_id: string }>(sql`select id, verdict, rejudging_id, version_id from judgings where submission_id = ${submissionId} and current`)).rows;
const resultOf = async (who: { id: string }) => (await db.select().from(problemResults).where(eq(problemResults.accountId, who.id)))[0];
const stateOf = async (id: string) => rejudgingState((await selectOptionalRejudging(db, id))!.rejudging, (await selectRejudgingCounts(db, [id])).get(id)!);

describe('a rejudging', () => {
  it('is judged in the background: neither verdicts nor statistics change', async () => {
    const [right, wrong] = [await judged(ada, { verdict: 'accepted' }), await judged(bob, { verdict: 'wrong-answer' })];
    const before = await Promise.all([currentOf(right), currentOf(wrong), resultOf(ada), resultOf(bob)]);
    const id = await start();
    expect(await stateOf(id)).toBe('running');
    await judgeAll({ [right]: { verdict: 'wrong-answer' }, [wrong]: { verdict: 'accepted' } });
    expect(await Promise.all([currentOf(right), currentOf(wrong), resultOf(ada), resultOf(bob)])).toEqual(before);
    expect(await stateOf(id)).toBe('ready');
  });

  it('goes behind everything else, and makes nobody wait', async () => {
    await judged(ada, { verdict: 'accepted' });
    await judged(ada, { verdict: 'accepted' });
    await start();
    const { id } = await createSubmission(db, { problem, accountId: ada.id });
    const other = await createSubmission(db, { problem, accountId: bob.id });
    const turns = await db.select({ turn: judgings.turn }).from(judgings).where(eq(judgings.submissionId, id));
    expect(turns).toEqual([{ turn: 0 }]);
    expect([(await claim()).submissionId, (await claim()).submissionId]).toEqual([id, other.id]);
    expect((await claim()).rejudgingId).not.toBeNull();
  });

  it('puts one that is judged again by itself before all but its first', async () => {
    const submissions = [await judged(ada, {}), await judged(ada, {}), await judged(bob, {})];
    await start();
    await inTransaction(db, (tx) => rejudgeSubmission(tx, submissions[0]!));
    const order = [await claim(), await claim()];
    expect(order.filter(({ rejudgingId }) => rejudgingId === null)).toHaveLength(1);
  });

  it('takes what fits the filter, and of people only', async () => {
    await judged(ada, { verdict: 'accepted' });
    await judged(bob, { verdict: 'wrong-answer' });
    await createSubmission(db, { problem, accountId: null });
    const count = (filter: object) => countChosen(db, { problemId: problem.id, ...filter });
    expect(await count({})).toEqual({ submissions: 2, people: 2 });
    expect(await count({ verdicts: ['wrong-answer', 'runtime-error'] })).toEqual({ submissions: 1, people: 1 });
    expect(await count({ language: 'java' })).toEqual({ submissions: 0, people: 0 });
    expect(await count({ language: 'cpp', since: new Date(Date.now() - 60_000).toISOString() })).toEqual({ submissions: 2, people: 2 });
    expect(await count({ until: new Date(Date.now() - 60_000).toISOString() })).toEqual({ submissions: 0, people: 0 });
  });

  it('is not there where nothing fits', async () => {
    await expect(start()).rejects.toThrow('Nothing was chosen');
    expect((await db.execute(sql`select from rejudgings`)).rowCount).toBe(0);
  });

  it('judges against the version that it is told, which need not be the current one', async () => {
    const submission = await judged(ada, { verdict: 'accepted' });
    const [next] = (await db.execute<{ id: string }>(sql`
      insert into problem_versions (problem_id, number, package, findings, archive_hash, time_limit_ms) select problem_id, 2, package, findings, archive_hash, 2000 from problem_versions returning id`)).rows;
    const id = await start({ problemId: problem.id }, next!.id);
    const claimed = await claim();
    expect(claimed).toMatchObject({ submissionId: submission, versionId: next!.id, timeLimitMs: 2000, rejudgingId: id });
    await finishJudging(judgeDb, claimed, aResult({ verdict: 'accepted' }));
    await applyRejudging(db, id, staff.id);
    expect(await currentOf(submission)).toMatchObject([{ version_id: next!.id }]);
  });

  it('waits, where its version has no time limit yet', async () => {
    await judged(ada, {});
    await start();
    await db.update(problemVersions).set({ timeLimitMs: null });
    expect(await claimJudging(judgeDb, { judge: 'one', languages: ['cpp'] })).toBeNull();
  });
});

describe('applyRejudging', () => {
  it('lets the new judgings count, and computes everybody anew', async () => {
    const [right, wrong, again] = [await judged(ada, { verdict: 'accepted' }), await judged(bob, { verdict: 'wrong-answer', score: 10 }), await judged(bob, { verdict: 'wrong-answer', score: 20 })];
    const id = await start();
    await judgeAll({ [right]: { verdict: 'wrong-answer' }, [wrong]: { verdict: 'accepted', score: 30 }, [again]: { verdict: 'wrong-answer', score: 5 } });
    expect(await applyRejudging(db, id, staff.id)).toEqual({ applied: 3, stale: 0, failed: 0 });
    expect(await currentOf(right)).toMatchObject([{ verdict: 'wrong-answer', rejudging_id: id }]);
    expect(await currentOf(wrong)).toMatchObject([{ verdict: 'accepted', rejudging_id: id }]);
    expect(await resultOf(ada)).toMatchObject({ tries: 1, solvedAt: null });
    const bobs = await resultOf(bob);
    expect(bobs).toMatchObject({ tries: 2, bestScore: 30 });
    expect(bobs?.solvedAt).not.toBeNull();
    expect(await stateOf(id)).toBe('applied');
    // Each submission has one judging that counts and the one before.
    expect((await db.execute(sql`select submission_id from judgings group by 1 having count(*) filter (where current) <> 1 or count(*) <> 2`)).rowCount).toBe(0);
  });

  it('is refused until all is judged', async () => {
    const [one, two] = [await judged(ada, {}), await judged(bob, {})];
    const id = await start();
    expect(await applyRejudging(db, id, staff.id)).toBe('running');
    const [first, second] = [await claim(), await claim()];
    await finishJudging(judgeDb, first, aResult());
    expect(await applyRejudging(db, id, staff.id)).toBe('running');
    await finishJudging(judgeDb, second, aResult());
    expect(await applyRejudging(db, id, staff.id)).toMatchObject({ applied: 2 });
    expect([await currentOf(one), await currentOf(two)]).toHaveLength(2);
  });

  it('is done once, however many ask at the same moment', async () => {
    const submissions = await Promise.all([1, 2, 3].map(() => createSubmission(db, { problem, accountId: ada.id })));
    for (const _ of submissions) await finishJudging(judgeDb, await claim(), aResult({ verdict: 'wrong-answer' }));
    const id = await start();
    await judgeAll(Object.fromEntries(submissions.map((each) => [each.id, { verdict: 'accepted' }])));
    const answers = await Promise.all([1, 2, 3, 4].map(() => applyRejudging(db, id, staff.id)));
    expect(answers.filter((answer) => answer === 'applied')).toHaveLength(3);
    expect(answers).toContainEqual({ applied: 3, stale: 0, failed: 0 });
    expect(await cancelRejudging(db, id, staff.id)).toBe('applied');
  });

  it('passes over what was judged again by itself meanwhile, and what came later', async () => {
    const [single, kept] = [await judged(ada, { verdict: 'accepted' }), await judged(bob, { verdict: 'accepted' })];
    const id = await start();
    await judgeAll({ [single]: { verdict: 'wrong-answer' }, [kept]: { verdict: 'wrong-answer' } });
    await inTransaction(db, (tx) => rejudgeSubmission(tx, single));
    await finishJudging(judgeDb, await claim(), aResult({ verdict: 'runtime-error' }));
    const later = await judged(bob, { verdict: 'accepted' });
    expect(await selectOutcomes(db, id)).toEqual({ pending: 0, applies: 1, stale: 1, failed: 0 });
    expect(await applyRejudging(db, id, staff.id)).toEqual({ applied: 1, stale: 1, failed: 0 });
    expect(await currentOf(single)).toMatchObject([{ verdict: 'runtime-error', rejudging_id: null }]);
    expect(await currentOf(later)).toMatchObject([{ verdict: 'accepted', rejudging_id: null }]);
    expect((await resultOf(bob))?.solvedAt).not.toBeNull();
  });

  it('keeps what the submission has where the judge failed or was given up', async () => {
    const [failed, fine] = [await judged(ada, { verdict: 'accepted' }), await judged(bob, { verdict: 'accepted' })];
    const id = await start();
    await judgeAll({ [failed]: { verdict: 'judge-error', reason: 'no disk' }, [fine]: { verdict: 'wrong-answer' } });
    expect(await applyRejudging(db, id, staff.id)).toEqual({ applied: 1, stale: 0, failed: 1 });
    expect(await currentOf(failed)).toMatchObject([{ verdict: 'accepted', rejudging_id: null }]);
    expect((await resultOf(ada))?.solvedAt).not.toBeNull();
  });

  it('is refused a judging that a dead judge lost: it has failed, and counts against nobody', async () => {
    const submission = await judged(ada, { verdict: 'accepted' });
    const id = await start();
    await db.execute(sql`update judgings set claimed_at = now(), lease_until = now() - interval '1 second', judge = 'dead', attempt = 3 where rejudging_id = ${id}`);
    await retireLostJudgings(judgeDb);
    expect((await resultOf(ada))?.tries).toBe(1);
    expect(await applyRejudging(db, id, staff.id)).toEqual({ applied: 0, stale: 0, failed: 1 });
    expect(await currentOf(submission)).toMatchObject([{ verdict: 'accepted' }]);
  });

  it('gives up the first judging of a submission that was still unfinished', async () => {
    const { id: submission } = await createSubmission(db, { problem, accountId: ada.id });
    const slow = await claim();
    const id = await start();
    await finishJudging(judgeDb, await claim(), aResult({ verdict: 'accepted' }));
    expect(await applyRejudging(db, id, staff.id)).toMatchObject({ applied: 1 });
    expect(await finishJudging(judgeDb, slow, aResult({ verdict: 'wrong-answer' }))).toBe(false);
    expect(await currentOf(submission)).toMatchObject([{ verdict: 'accepted', rejudging_id: id }]);
    expect(await resultOf(ada)).toMatchObject({ tries: 1 });
  });

  it('ends well against single rejudgings and results that come in at the same moment', async () => {
    const submissions = [];
    for (let each = 0; each < 12; each++) submissions.push(await judged(each % 2 ? ada : bob, { verdict: each % 3 ? 'accepted' : 'wrong-answer' }));
    const id = await start();
    await judgeAll(Object.fromEntries(submissions.map((each) => [each, { verdict: 'accepted' }])));
    await Promise.all([applyRejudging(db, id, staff.id), ...submissions.slice(0, 6).map((each) => inTransaction(db, (tx) => rejudgeSubmission(tx, each)))]);
    const current = await db.execute<{ n: number }>(sql`select count(*)::int as n from judgings where current`);
    expect(current.rows).toEqual([{ n: 12 }]);
    for (let each = 0; each < 6; each++) await finishJudging(judgeDb, await claim(), aResult({ verdict: 'wrong-answer' }));
    const verdicts = await db.execute<{ verdict: string; n: number }>(sql`select verdict, count(*)::int as n from judgings where current group by 1 order by 1`);
    expect(verdicts.rows).toEqual([{ verdict: 'accepted', n: 6 }, { verdict: 'wrong-answer', n: 6 }]);
    for (const who of [ada, bob]) expect(await resultOf(who)).toMatchObject({ tries: 6 });
  });
});

describe('cancelRejudging', () => {
  it('gives up what is unfinished, so that a result that comes later changes nothing', async () => {
    const [one, two] = [await judged(ada, { verdict: 'accepted' }), await judged(bob, { verdict: 'accepted' })];
    const id = await start();
    const claimed = await claim();
    expect(await cancelRejudging(db, id, staff.id)).toBeNull();
    expect(await renewLeases(judgeDb, [claimed])).toEqual(new Set());
    expect(await finishJudging(judgeDb, claimed, aResult({ verdict: 'wrong-answer' }))).toBe(false);
    expect(await claimJudging(judgeDb, { judge: 'one', languages: ['cpp'] })).toBeNull();
    expect(await applyRejudging(db, id, staff.id)).toBe('cancelled');
    expect([...(await currentOf(one)), ...(await currentOf(two))]).toMatchObject([{ verdict: 'accepted' }, { verdict: 'accepted' }]);
    expect(await stateOf(id)).toBe('cancelled');
  });
});

describe('what would change', () => {
  it('is told by verdicts, people and times, and stays told when it is applied', async () => {
    const lost = await judged(ada, { verdict: 'accepted', cpuMs: 10 });
    const gained = await judged(bob, { verdict: 'wrong-answer', cpuMs: 10 });
    const same = await judged(staff, { verdict: 'accepted', cpuMs: 10 });
    const id = await start();
    await judgeAll({ [lost]: { verdict: 'time-limit-exceeded', cpuMs: 500 }, [gained]: { verdict: 'accepted', cpuMs: 40 }, [same]: { verdict: 'accepted', cpuMs: 10 } });
    const told = async () => ({ matrix: (await selectMatrix(db, id)).toSorted((a, b) => `${a.old}${a.new}`.localeCompare(`${b.old}${b.new}`)), people: await selectPeople(db, id), times: await selectTimeChanges(db, id), outcomes: await selectOutcomes(db, id) });
    const before = await told();
    expect(before).toMatchObject({
      matrix: [{ old: 'accepted', new: 'accepted', count: 1 }, { old: 'accepted', new: 'time-limit-exceeded', count: 1 }, { old: 'wrong-answer', new: 'accepted', count: 1 }],
      people: { gained: 1, lost: 1, moved: 0, rows: [{ user: 'ada', solvedBefore: true, solvedAfter: false }, { user: 'bob', solvedBefore: false, solvedAfter: true }] },
      times: [{ submission: lost, oldCpuMs: 10, newCpuMs: 500 }, { submission: gained, oldCpuMs: 10, newCpuMs: 40 }],
      outcomes: { pending: 0, applies: 3, stale: 0, failed: 0 },
    });
    expect((await selectRejudgingCounts(db, [id])).get(id)).toEqual({ total: 3, done: 3, failed: 0, changed: 2 });
    await applyRejudging(db, id, staff.id);
    expect(await told()).toEqual(before);
  });

  it('takes nobody a problem that another submission of theirs still solves', async () => {
    const [first] = [await judged(ada, { verdict: 'accepted' }), await judged(ada, { verdict: 'accepted' })];
    const id = await start({ submissionIds: [first] });
    await judgeAll({ [first]: { verdict: 'wrong-answer' } });
    expect(await selectPeople(db, id)).toEqual({ gained: 0, lost: 0, moved: 0, rows: [] });
    await applyRejudging(db, id, staff.id);
    expect((await resultOf(ada))?.solvedAt).not.toBeNull();
  });

  it('holds a problem of points for solved with all of them', async () => {
    const root = { name: '', maxScore: 100, scoreAggregation: 'sum', verdictAggregation: 'first-error', onReject: 'continue', acceptScore: null, rejectScore: null, requirePass: [], range: null, ignoreSample: false } as const;
    problem = await createProblem(db, { package: { types: ['scoring'], groups: [{ ...root, requirePass: [] }] } });
    const [part, whole] = [await judged(ada, { verdict: 'accepted', score: 50 }), await judged(bob, { verdict: 'accepted', score: 100 })];
    const id = await start();
    await judgeAll({ [part]: { verdict: 'accepted', score: 100 }, [whole]: { verdict: 'accepted', score: 99 } });
    expect(await selectPeople(db, id)).toEqual({
      gained: 1, lost: 1, moved: 0,
      rows: [
        { user: 'bob', problem: problem.slug, solvedBefore: true, solvedAfter: false, scoreBefore: 100, scoreAfter: 99 },
        { user: 'ada', problem: problem.slug, solvedBefore: false, solvedAfter: true, scoreBefore: 50, scoreAfter: 100 },
      ],
    });
    await applyRejudging(db, id, staff.id);
    expect([(await resultOf(ada))?.solvedAt === null, (await resultOf(bob))?.solvedAt === null]).toEqual([false, true]);
  });
});
