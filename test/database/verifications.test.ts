import { Readable } from 'node:stream';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { LabelledSubmission } from '#contract/package.js';
import { storeBlob } from '#database/blobs.js';
import { inTransaction, type Database } from '#database/connect.js';
import { reportJudge } from '#database/judges.js';
import { claimJudging, finishJudging } from '#database/queue.js';
import { problemVersions } from '#database/schema.js';
import { createVerification, selectOptionalVerification, settleCalibrations, startCalibration } from '#database/verifications.js';
import { createTestDatabase, type TestDatabase } from '#test/support/database.js';
import { aResult, createAccount, createProblem, createSubmission } from '#test/support/world.js';

let database: TestDatabase;
let db: Database;
let problem: { id: string; versionId: string };
let labels: LabelledSubmission[];

beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
});
afterAll(async () => database.drop());
beforeEach(async () => {
  await db.execute(sql`truncate accounts, problems, blobs, judges cascade`);
  const blob = await storeBlob(db, Readable.from([Buffer.from('int main() {}')]));
  const label = (path: string, more: Partial<LabelledSubmission>): LabelledSubmission => ({
    path, files: [{ path: `submissions/${path}`, ...blob }], language: 'cpp', expected: ['accepted'], expectedScore: null, calibrates: 'no', ...more,
  });
  labels = [label('accepted/a.cpp', { calibrates: 'lower' }), label('wrong_answer/b.cpp', { expected: ['wrong-answer'] }), label('accepted/c.java', { language: 'java', calibrates: 'lower' }), label('accepted/d.xyz', { language: null })];
  problem = await createProblem(db, { timeLimitMs: null, package: { submissions: labels } });
});

const wanted = (offered: string[]) => ({ problemId: problem.id, versionId: problem.versionId, labels, offered, createdBy: null });
const claim = () => claimJudging(db, { judge: 'one', languages: ['cpp'] });
const version = async () => (await db.select().from(problemVersions).where(eq(problemVersions.id, problem.versionId)))[0];
const test = (cpuMs: number) => ({ index: 1, name: 'sample/1', group: 'sample', sample: true, verdict: 'accepted' as const, score: null, cpuMs, wallMs: 1, peakMemoryKib: 1, exitCode: 0, signal: null, message: '' });

it('queues what can be judged here and tells why the rest cannot', async () => {
  await db.update(problemVersions).set({ timeLimitMs: 1000 });
  const { id } = await inTransaction(db, (tx) => createVerification(tx, wanted(['cpp'])));
  const found = await selectOptionalVerification(db, id);
  expect(found?.submissions.map((one) => [one.label.path, one.judging.mode])).toEqual([['accepted/a.cpp', 'until-settled'], ['wrong_answer/b.cpp', 'until-settled']]);
  expect(found?.verification.unjudgeable.map((one) => one.path)).toEqual(['accepted/c.java', 'accepted/d.xyz']);
  expect((await claim())?.files).toEqual([{ name: 'a.cpp', content: Buffer.from('int main() {}') }]);
});

it('finds the limit from the accepted ones, once, and lets go what waited for it', async () => {
  const account = await createAccount(db);
  await createSubmission(db, { problem, accountId: account.id });
  await inTransaction(db, (tx) => startCalibration(tx, wanted(['cpp'])));
  const job = await claim();
  expect(job).toMatchObject({ calibrates: true, timeLimitMs: null });
  expect(await settleCalibrations(db)).toEqual([]);
  expect(await claim()).toBeNull();
  if (job !== null) await finishJudging(db, job, aResult({ tests: [test(410)] }));
  const settled = await Promise.all([settleCalibrations(db), settleCalibrations(db)]);
  expect(settled.flat()).toEqual([problem.versionId]);
  expect(await version()).toMatchObject({ timeLimitMs: 3000, calibration: { slowestAcceptedMs: 410 } });
  expect(await claim()).toMatchObject({ calibrates: false, timeLimitMs: 3000 });
});

it('falls back where no accepted submission can be run here', async () => {
  await inTransaction(db, (tx) => startCalibration(tx, wanted(['rust'])));
  expect(await settleCalibrations(db)).toEqual([problem.versionId]);
  const settled = await version();
  expect(settled?.timeLimitMs).toBe(10_000);
  expect(settled?.calibration?.note).toContain('No judge here can run cpp');
});

it('waits while no judge lives, and gives up languages that the first one does not offer', async () => {
  await inTransaction(db, (tx) => startCalibration(tx, wanted([])));
  await db.execute(sql`update judgings set queued_at = now() - interval '1 hour'`);
  expect(await settleCalibrations(db)).toEqual([]);
  await reportJudge(db, { name: 'one', host: 'here', slots: 1, startedAt: new Date(), languages: [{ id: 'rust', name: 'Rust', version: '1', extensions: ['.rs'], compileCommand: '', runCommand: '' }] });
  expect(await settleCalibrations(db)).toEqual([problem.versionId]);
});
