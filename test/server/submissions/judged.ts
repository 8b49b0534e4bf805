/** A judge's part, played through the queue's own functions, and a problem with every kind of test. */
import { Readable } from 'node:stream';
import type { LanguageId } from '#contract/language.js';
import type { TestResult } from '#contract/judging.js';
import type { FileRef, ProblemPackage, TestCase } from '#contract/package.js';
import { storeBlob } from '#database/blobs.js';
import type { Database } from '#database/connect.js';
import { reportJudge } from '#database/judges.js';
import { claimJudging, type ClaimedJudging } from '#database/queue.js';
import { claimDataCheck, finishDataCheck, type DataCheckNews } from '#database/data-checks.js';
import { createProblem } from '#test/support/world.js';

export const JUDGE = 'judge-of-tests';
const LANGUAGES: LanguageId[] = ['cpp', 'python3'];

/** A living judge that offers C++ and Python. */
export async function startJudge(db: Database, overrides: { slots?: number } = {}): Promise<void> {
  const languages = LANGUAGES.map((id) => ({ id, name: id, version: '1', extensions: ['.x'], compileCommand: '', runCommand: '' }));
  await reportJudge(db, { name: JUDGE, host: 'here', slots: overrides.slots ?? 2, languages, startedAt: new Date() });
}

/** Claims until the judging of this submission is claimed. */
export async function claimOf(db: Database, submissionId: string): Promise<ClaimedJudging> {
  for (;;) {
    const claim = await claimJudging(db, { judge: JUDGE, languages: LANGUAGES });
    if (claim === null) throw new Error('This submission is not in the queue');
    if (claim.submissionId === submissionId) return claim;
  }
}

/** Ends every check of data that waits; nothing is found unless it is said. */
export async function checkAllData(db: Database, found: DataCheckNews = {}): Promise<void> {
  for (let claim = await claimDataCheck(db, { judge: JUDGE }); claim !== null; claim = await claimDataCheck(db, { judge: JUDGE })) await finishDataCheck(db, claim, { done: 0, total: 0, ...found });
}

/** A sample, a secret test, and a secret test that the package opens; input and answer name the test. */
export async function createThreeTests(db: Database, overrides: Partial<ProblemPackage> = {}): Promise<{ id: string; slug: string; versionId: string }> {
  const file = async (path: string, content: string): Promise<FileRef> => ({ path, ...(await storeBlob(db, Readable.from([Buffer.from(content)]))) });
  const test = async (name: string, more: Partial<TestCase>): Promise<TestCase> => ({
    name, group: name.slice(0, name.lastIndexOf('/')), sample: false, input: await file(`data/${name}.in`, `input of ${name}\n`), answer: await file(`data/${name}.ans`, `answer of ${name}\n`), validatorArgs: [], ...more,
  });
  const tests = [await test('sample/1', { sample: true, input: await file('data/sample/1.in', 'x'.repeat(10_000)) }), await test('secret/1', {}), await test('secret/open', { fullFeedback: true })];
  return createProblem(db, { package: { tests, ...overrides } });
}

/** What a judge found on each of them; every text tells where it was seen. */
export function threeResults(): TestResult[] {
  const result = (index: number, name: string, more: Partial<TestResult> = {}): TestResult => ({
    index, name, group: name.slice(0, name.lastIndexOf('/')), sample: false, verdict: 'accepted', score: null, cpuMs: 3, wallMs: 4, peakMemoryKib: 512, exitCode: 0, signal: null,
    message: `message on ${name}`, judgeMessage: `judge message on ${name}`, output: `output on ${name}`, stderr: `stderr on ${name}`, ...more,
  });
  return [result(1, 'sample/1', { sample: true }), result(2, 'secret/1', { verdict: 'wrong-answer', exitCode: 7, signal: 'SIGSEGV' }), result(3, 'secret/open')];
}
