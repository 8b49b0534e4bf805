import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { JudgingResult, TestResult } from '#contract/judging.js';
import type { Verification, VerificationRow } from '#contract/problem.js';
import { claimJudging, finishJudging, type ClaimedJudging } from '#database/queue.js';
import { startTestServer, type Person, type TestServer } from '#test/support/server.js';
import { aResult, uniqueName } from '#test/support/world.js';
import { JUDGE, checkAllData, startJudge } from '../submissions/judged.js';
import { aTree, formOf, zipOf, type Tree } from './zips.js';

const MAIN = 'int main() {}\n';
/** Judges offer C++ and CPython; PyPy and Rust have no judge here. */
const TREE = aTree({
  'submissions/accepted/in_pypy.py': '#!/usr/bin/env pypy3\nprint(3)\n',
  'submissions/accepted/main.rs': 'fn main() {}\n',
  'submissions/run_time_error/hungry.cpp': `${MAIN}//1`,
  'submissions/wrong_answer/wrong.cpp': `${MAIN}//2`,
});

let server: TestServer;
let author: Person;

beforeAll(async () => {
  server = await startTestServer();
  author = await server.person('instructor');
});
afterAll(() => server.close());
beforeEach(() => startJudge(server.db));

async function begun(tree: Tree): Promise<{ path: string; slug: string; read: () => Promise<Verification> }> {
  const slug = uniqueName('sums');
  const answer = await author.call('POST', '/api/v1/problems', formOf(zipOf(tree), { slug }));
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  const created = await author.call('POST', `/api/v1/problems/${slug}/verifications`);
  expect(created.status).toBe(201);
  const path = `/api/v1/problems/${slug}/verifications/${(created.body as { id: string }).id}`;
  return { path, slug, read: async () => (await author.call('GET', path)).body as Verification };
}
function result(verdict: JudgingResult['verdict'], more: Partial<TestResult> = {}): JudgingResult {
  const test: TestResult = { index: 2, name: 'secret/hush', group: 'secret', sample: false, verdict, score: null, cpuMs: 3, wallMs: 4, peakMemoryKib: 512, exitCode: 0, signal: null, message: '', ...more };
  return aResult({ verdict, tests: [{ ...test, index: 1, name: 'sample/1', group: 'sample', sample: true, verdict: 'accepted' }, test] });
}
/** Judges these rows in their order, each with its result, and finds nothing wrong with the data. */
async function judge(rows: VerificationRow[], ...results: JudgingResult[]): Promise<void> {
  const claims = new Map<string, ClaimedJudging>();
  for (let claim = await claimAny(); claim !== null; claim = await claimAny()) claims.set(claim.submissionId, claim);
  for (const [index, as] of results.entries()) expect(await finishJudging(server.db, claims.get(rows[index]!.submission!)!, as)).toBe(true);
  await checkAllData(server.db);
}
const claimAny = () => claimJudging(server.db, { judge: JUDGE, languages: ['cpp', 'python3'] });
const brief = (verification: Verification) => verification.rows.map(({ path, language, state, asExpected }) => [path, language, state, asExpected]);

it('queues what can be judged here, and says why the rest cannot', async () => {
  const { read, slug } = await begun(TREE);
  const verification = await read();
  expect(verification).toMatchObject({ problem: slug, version: 1, state: 'running', asExpected: null, timeLimitMs: 1000 });
  expect(brief(verification)).toEqual([
    ['accepted/in_pypy.py', 'python3', 'queued', null],
    ['accepted/main.rs', 'rust', 'unjudgeable', null],
    ['accepted/sum.cpp', 'cpp', 'queued', null],
    ['run_time_error/hungry.cpp', 'cpp', 'queued', null],
    ['wrong_answer/wrong.cpp', 'cpp', 'queued', null],
  ]);
  expect(verification.rows[1]).toMatchObject({ submission: null, expected: ['accepted'], note: 'No judge here can run rust' });
});

it('holds what came against what was expected, test by test', async () => {
  const { read } = await begun(TREE);
  const rows = (await read()).rows.filter((row) => row.submission !== null);
  await judge(rows, result('accepted'), result('accepted', { cpuMs: 900 }), result('memory-limit-exceeded'), result('accepted'));
  const verification = await read();
  expect(verification).toMatchObject({ state: 'finished', asExpected: false });
  expect(verification.rows.map((row) => row.asExpected)).toEqual([true, null, true, true, false]);
  expect(verification.rows[2]?.note).toContain('90 % of the time limit');
  expect(verification.rows[3]?.note).toBe('memory-limit-exceeded counts as runtime-error here.');
  expect(verification.rows[4]?.note).toContain('got accepted');
  expect(verification.rows[4]?.tests).toEqual([
    { index: 1, name: 'sample/1', verdict: 'accepted', cpuMs: 3, peakMemoryKib: 512 },
    { index: 2, name: 'secret/hush', verdict: 'accepted', cpuMs: 3, peakMemoryKib: 512 },
  ]);
});

it('is settled by one surprise while others wait', async () => {
  const { read } = await begun(TREE);
  await judge((await read()).rows, result('wrong-answer'));
  expect(await read()).toMatchObject({ state: 'running', asExpected: false });
});

it('vouches for a package only where every submission was judged', async () => {
  const whole = await begun(aTree());
  await judge((await whole.read()).rows, result('accepted'));
  expect(await whole.read()).toMatchObject({ state: 'finished', asExpected: true });
  const part = await begun(aTree({ 'submissions/accepted/main.rs': 'fn main() {}\n' }));
  await judge((await part.read()).rows.filter((row) => row.submission !== null), result('accepted'));
  expect(await part.read()).toMatchObject({ state: 'finished', asExpected: null });
});

it('counts a failure of the judge as a surprise, with its reason', async () => {
  const { read } = await begun(aTree());
  await judge((await read()).rows, { ...result('judge-error'), reason: 'The validator crashed' });
  expect(await read()).toMatchObject({ state: 'finished', asExpected: false, rows: [{ asExpected: false, note: expect.stringContaining('The validator crashed') as string }] });
});

it('shows the version that it was made for, though another has come', async () => {
  const { read, slug } = await begun(aTree());
  await author.call('PUT', `/api/v1/problems/${slug}/package`, formOf(zipOf(TREE)));
  expect(await read()).toMatchObject({ version: 1, rows: [{ path: 'accepted/sum.cpp' }] });
});

it('is not found under another problem', async () => {
  const [one, other] = [await begun(aTree()), await begun(aTree())];
  expect((await author.call('GET', one.path.replace(one.slug, other.slug))).status).toBe(404);
});

it('leaves the problem deletable: labelled submissions are nobody’s', async () => {
  const { slug, path } = await begun(aTree());
  expect((await author.call('DELETE', `/api/v1/problems/${slug}`)).status).toBe(204);
  expect((await author.call('GET', path)).status).toBe(404);
});

it('holds the score of a test group against what the package demands of it, in lists as well', async () => {
  const yaml = `${TREE['problem.yaml'] as string}type: scoring\n`;
  const { read, slug } = await begun(aTree({ 'problem.yaml': yaml, 'submissions/submissions.yaml': 'accepted/sum.cpp:\n  secret: {score: 100}\n' }));
  const { rows } = await read();
  await judge(rows, { ...result('accepted', { score: 40 }), score: 40 });
  expect(await read()).toMatchObject({ asExpected: false, rows: [{ path: 'accepted/sum.cpp', note: 'Group secret: Expected a score of 100, got 40.' }] });
  expect((await author.call('GET', `/api/v1/problems/${slug}/versions`)).body).toMatchObject({ items: [{ verification: { surprises: 1, asExpected: false } }] });
});
