import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { JUDGING_PRIORITY } from '#contract/judging.js';
import { close, connect, type Database } from '#database/connect.js';
import { reportJudge, reportJudgeGone } from '#database/judges.js';
import { claimJudging, claimStatement, finishJudging, judgingState, queueLength, queuePosition, releaseJudging, renewLeases, retireLostJudgings, type ClaimedJudging } from '#database/queue.js';
import { judgings, problemResults } from '#database/schema.js';
import { createTestDatabase, type TestDatabase } from '#test/support/database.js';
import { aResult, createAccount, createProblem, createSubmission } from '#test/support/world.js';

let database: TestDatabase;
let db: Database;
/** Logged in with the judge's own role: every claim of these tests also proves its rights. */
let judgeDb: Database;
let account: { id: string };
let problem: { id: string; versionId: string };

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
  await db.execute(sql`truncate accounts, problems, blobs, judges cascade`);
  account = await createAccount(db);
  problem = await createProblem(db);
});

const claim = (judge = 'one', languages: ('cpp' | 'java')[] = ['cpp']) => claimJudging(judgeDb, { judge, languages });
const submit = (overrides: Partial<Parameters<typeof createSubmission>[1]> = {}) => createSubmission(db, { problem, accountId: account.id, ...overrides });
const expireLeases = () => db.execute(sql`update judgings set lease_until = now() - interval '1 second' where lease_until is not null`);
const row = async (id: string) => {
  const [found] = await db.select().from(judgings).where(eq(judgings.id, id));
  if (found === undefined) throw new Error('No judging');
  return found;
};
async function claimed(judge = 'one'): Promise<ClaimedJudging> {
  const job = await claim(judge);
  if (job === null) throw new Error('Nothing to claim');
  return job;
}

describe('claimJudging', () => {
  it('gives the judge everything it needs and marks the judging as claimed', async () => {
    const { id, judgingId } = await submit();
    const job = await claimed();
    expect(job).toMatchObject({ id: judgingId, submissionId: id, attempt: 1, judge: 'one', language: 'cpp', mode: 'until-settled', versionId: problem.versionId, timeLimitMs: 1000, entryPoint: null });
    expect(job.files.map((file) => [file.name, file.content.toString()])).toEqual([['main.cpp', 'int main() {}\n']]);
    expect(job.package.names).toEqual({ en: 'Hello World!' });
    expect(judgingState(await row(judgingId))).toBe('judging');
    expect(await claim('two')).toBeNull();
  });

  it('gives each judging to one of many that race', async () => {
    const ids = await Promise.all(Array.from({ length: 40 }, async () => (await submit()).judgingId));
    const got: string[] = [];
    await Promise.all(Array.from({ length: 8 }, async (_, judge) => {
      for (let job = await claim(`judge-${judge}`); job !== null; job = await claim(`judge-${judge}`)) got.push(job.id);
    }));
    expect(got.toSorted()).toEqual(ids.toSorted());
  });

  it('takes priority before turn and turn before age', async () => {
    const other = await createAccount(db);
    const first = await submit();
    const second = await submit();
    const othersFirst = await submit({ accountId: other.id });
    const urgent = await submit({ priority: JUDGING_PRIORITY.contest });
    const rejudged = await submit({ priority: JUDGING_PRIORITY.rejudge });
    const order = [];
    for (let job = await claim(); job !== null; job = await claim()) order.push(job.id);
    expect(order).toEqual([urgent, first, othersFirst, second, rejudged].map((submission) => submission.judgingId));
  });

  it('leaves languages that the judge does not have', async () => {
    const java = await submit({ language: 'java' });
    expect(await claim('one', ['cpp'])).toBeNull();
    expect((await claim('one', ['cpp', 'java']))?.id).toBe(java.judgingId);
  });

  it('leaves what is below the least priority asked for', async () => {
    await submit();
    expect(await claimJudging(judgeDb, { judge: 'one', languages: ['cpp'], minPriority: JUDGING_PRIORITY.contest })).toBeNull();
    expect(await claimJudging(judgeDb, { judge: 'one', languages: ['cpp'], minPriority: JUDGING_PRIORITY.practice })).not.toBeNull();
  });

  it('leaves contest work to a steady judge where the host has drifted and one is alive that has the language', async () => {
    const drifting = { judge: 'drifts', languages: ['cpp', 'java'] as const, drifted: true };
    const there = (name: string, steady: boolean) => reportJudge(judgeDb, { name, host: name, slots: 1, startedAt: new Date(), languages: [{ id: 'cpp', name: 'C++', version: 'GCC 12', extensions: ['.cpp'], compileCommand: '', runCommand: '' }], canary: { steady, baselineMs: 10, lastMs: steady ? 10 : 12, measuredAt: new Date().toISOString() } });
    await there('drifts', false);
    const [inContest, inJava] = [await submit({ priority: JUDGING_PRIORITY.contest }), await submit({ priority: JUDGING_PRIORITY.contest, language: 'java' })];
    const practice = await submit();
    await there('steady', true);
    expect((await claimJudging(judgeDb, drifting))?.id).toBe(inJava.judgingId);
    expect((await claimJudging(judgeDb, drifting))?.id).toBe(practice.judgingId);
    expect(await claimJudging(judgeDb, drifting)).toBeNull();
    await reportJudgeGone(judgeDb, 'steady');
    expect((await claimJudging(judgeDb, drifting))?.id).toBe(inContest.judgingId);
  });

  it('runs only the calibration of a version without a time limit', async () => {
    const uncalibrated = await createProblem(db, { timeLimitMs: null });
    await submit({ problem: uncalibrated });
    expect(await claim()).toBeNull();
    const calibrating = await submit({ problem: uncalibrated, accountId: null, calibrates: true });
    expect(await claim()).toMatchObject({ id: calibrating.judgingId, timeLimitMs: null });
  });

  it('takes a judging whose lease ran out before all that wait', async () => {
    const lost = await submit();
    await claimed('dead');
    await submit({ priority: JUDGING_PRIORITY.contest });
    await expireLeases();
    expect(await claim('two')).toMatchObject({ id: lost.judgingId, attempt: 2, judge: 'two' });
  });

  it('leaves a cancelled judging', async () => {
    const { judgingId } = await submit();
    await db.update(judgings).set({ cancelledAt: new Date() }).where(eq(judgings.id, judgingId));
    expect(await claim()).toBeNull();
  });

  it('walks the index of the queue, however long that is', async () => {
    const { id } = await submit();
    await db.execute(sql`
      insert into judgings (submission_id, version_id, current, priority, turn, language, queued_at)
      select ${id}, ${problem.versionId}, false, (array[5, 20, 30])[1 + i % 3], i % 50, case when i % 10 = 0 then 'java' else 'cpp' end, now() + i * interval '1 ms' from generate_series(1, 50000) i`);
    await db.execute(sql`analyze judgings`);
    const plan = await judgeDb.execute<{ 'QUERY PLAN': string }>(sql`explain (analyze) ${claimStatement({ judge: 'one', languages: ['java'] })}`);
    const text = plan.rows.map((line) => line['QUERY PLAN']).join('\n');
    expect(text).toContain('judgings_queue');
    expect(text).toContain('judgings_leases');
    expect(text).not.toMatch(/Seq Scan on judgings|Sort/);
    expect(Number(/Execution Time: ([\d.]+) ms/.exec(text)?.[1])).toBeLessThan(50);
  });
});

describe('the fence', () => {
  it('lets a replaced judge change nothing', async () => {
    const { judgingId } = await submit();
    const stale = await claimed('frozen');
    await expireLeases();
    const fresh = await claimed('two');
    expect(await renewLeases(judgeDb, [stale])).toEqual(new Set());
    expect(await releaseJudging(judgeDb, stale)).toBe(false);
    expect(await finishJudging(judgeDb, stale, aResult({ verdict: 'wrong-answer' }))).toBe(false);
    expect(await row(judgingId)).toMatchObject({ judge: 'two', attempt: 2, verdict: null, finishedAt: null });
    expect(await finishJudging(judgeDb, fresh, aResult())).toBe(true);
    expect(await row(judgingId)).toMatchObject({ verdict: 'accepted' });
  });

  it('holds against the same judge under its own name', async () => {
    await submit();
    const stale = await claimed('one');
    await expireLeases();
    await claimed('one');
    expect(await finishJudging(judgeDb, stale, aResult())).toBe(false);
  });

  it('holds after a release: attempts are never used twice', async () => {
    const { judgingId } = await submit();
    const released = await claimed('one');
    expect(await releaseJudging(judgeDb, released)).toBe(true);
    expect(judgingState(await row(judgingId))).toBe('queued');
    const again = await claimed('one');
    expect(again.attempt).toBe(2);
    expect(await finishJudging(judgeDb, released, aResult())).toBe(false);
    expect(await finishJudging(judgeDb, again, aResult())).toBe(true);
  });
});

describe('renewLeases', () => {
  it('lengthens the lease and names what is still held', async () => {
    const kept = await submit();
    const job = await claimed();
    await expireLeases();
    expect(await renewLeases(judgeDb, [job])).toEqual(new Set([kept.judgingId]));
    expect(await claim('two')).toBeNull();
  });
});

describe('finishJudging', () => {
  it('is done once: the second time changes nothing', async () => {
    const { judgingId } = await submit();
    const job = await claimed();
    expect(await finishJudging(judgeDb, job, aResult())).toBe(true);
    expect(await finishJudging(judgeDb, job, aResult({ verdict: 'wrong-answer' }))).toBe(false);
    expect(await row(judgingId)).toMatchObject({ verdict: 'accepted', cpuMs: 12, peakMemoryKib: 3400 });
    expect(judgingState(await row(judgingId))).toBe('finished');
  });

  it('keeps what a program printed although PostgreSQL cannot hold every character', async () => {
    const { judgingId } = await submit();
    const test = { index: 1, name: 'sample/1', group: 'sample', sample: true, verdict: 'wrong-answer', score: null, cpuMs: 1, wallMs: 1, peakMemoryKib: 1, exitCode: 0, signal: null, message: '', output: 'a\u0000b\ud800c' } as const;
    expect(await finishJudging(judgeDb, await claimed(), aResult({ tests: [test] }))).toBe(true);
    expect((await row(judgingId)).tests?.[0]?.output).toBe('a\ufffdb\ufffdc');
  });

  it('counts tries and keeps the first solve', async () => {
    for (const verdict of ['wrong-answer', 'judge-error', 'accepted', 'accepted'] as const) {
      await submit();
      await finishJudging(judgeDb, await claimed(), aResult({ verdict, score: verdict === 'accepted' ? 100 : 10 }));
    }
    const [first] = (await db.execute<{ at: string }>(sql`select min(s.submitted_at)::text as at from submissions s join judgings j on j.submission_id = s.id where j.verdict = 'accepted'`)).rows;
    const [result] = await db.select({ tries: problemResults.tries, solvedAt: sql<string>`solved_at::text`, bestScore: problemResults.bestScore }).from(problemResults);
    expect(result).toEqual({ tries: 3, solvedAt: first?.at, bestScore: 100 });
  });

  it('holds a problem of points for solved with all of them', async () => {
    const group = (name: string) => ({ name, maxScore: 100, scoreAggregation: 'sum' as const, verdictAggregation: 'first-error' as const, onReject: 'continue' as const, acceptScore: null, rejectScore: null, requirePass: [], range: null, ignoreSample: false });
    const results: unknown[] = [];
    for (const [types, groups] of [[['scoring'], [group('')]], [['scoring'], [{ ...group(''), maxScore: null }, group('secret')]], [['scoring'], [{ ...group(''), maxScore: null }]], [['pass-fail'], [group('')]]] as const) {
      problem = await createProblem(db, { package: { types: [...types], groups: [...groups] } });
      for (const score of [50, 100 - 1e-12]) {
        await submit();
        await finishJudging(judgeDb, await claimed(), aResult({ verdict: 'accepted', score }));
        const [result] = await db.select({ solved: sql<boolean>`solved_at is not null`, bestScore: problemResults.bestScore }).from(problemResults).where(eq(problemResults.problemId, problem.id));
        results.push([score, result]);
      }
    }
    const part = { solved: false, bestScore: 50 };
    const full = { solved: true, bestScore: 100 - 1e-12 };
    expect(results).toEqual([[50, part], [full.bestScore, full], [50, part], [full.bestScore, full], [50, { ...part, solved: true }], [full.bestScore, full], [50, { ...part, solved: true }], [full.bestScore, full]]);
  });

  it('counts every one of many that finish at once', async () => {
    for (let i = 0; i < 6; i += 1) await submit();
    const jobs = await Promise.all(Array.from({ length: 6 }, () => claimed()));
    await Promise.all(jobs.map((job) => finishJudging(judgeDb, job, aResult({ verdict: 'wrong-answer' }))));
    const [result] = await db.select().from(problemResults);
    expect(result).toMatchObject({ tries: 6, solvedAt: null });
  });

  it('keeps no statistics of labelled submissions', async () => {
    await submit({ accountId: null });
    expect(await finishJudging(judgeDb, await claimed(), aResult())).toBe(true);
    expect(await db.select().from(problemResults)).toEqual([]);
  });
});

describe('retireLostJudgings', () => {
  it('finishes what three judges were lost with as a judge error, for staff to see', async () => {
    const { id, judgingId } = await submit();
    for (const judge of ['one', 'two', 'three']) {
      expect(await retireLostJudgings(judgeDb)).toEqual([]);
      await claimed(judge);
      await expireLeases();
    }
    expect(await claim('four')).toBeNull();
    expect(await retireLostJudgings(judgeDb)).toEqual([id]);
    const retired = await row(judgingId);
    expect(retired.verdict).toBe('judge-error');
    expect(retired.reason).toContain('after 3 attempts');
    expect(retired.reason).toContain('three');
  });

  it('does not count attempts that were given back', async () => {
    await submit();
    for (let i = 0; i < 5; i += 1) await releaseJudging(judgeDb, await claimed());
    await claimed();
    await expireLeases();
    expect(await retireLostJudgings(judgeDb)).toEqual([]);
    expect(await claim()).toMatchObject({ attempt: 7 });
  });
});

describe('the length of the queue', () => {
  it('tells positions and totals', async () => {
    const other = await createAccount(db);
    const [first, second, others] = [await submit(), await submit(), await submit({ accountId: other.id })];
    expect(await Promise.all([first, second, others].map(({ id }) => queuePosition(db, id)))).toEqual([1, 3, 2]);
    const job = await claimed();
    expect(await queuePosition(db, job.submissionId)).toBeNull();
    const length = await queueLength(db);
    expect(length).toMatchObject({ queued: 2, judging: 1 });
    expect(length.oldestSeconds).toBeGreaterThanOrEqual(0);
  });
});
