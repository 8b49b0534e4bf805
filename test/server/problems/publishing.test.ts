/** How versions become current: when they are proved, at once, or because somebody says so; and back again. */
import { setTimeout as sleep } from 'node:timers/promises';
import { eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ErrorDetail } from '#contract/errors.js';
import type { Problem, Verification, Version } from '#contract/problem.js';
import type { VersionDiff } from '#contract/version-diff.js';
import { inTransaction } from '#database/connect.js';
import type { DataCheckNews } from '#database/data-checks.js';
import { problems, submissions } from '#database/schema.js';
import { claimJudging, finishJudging } from '#database/queue.js';
import { settleVerifications } from '#server/problems/settle-verifications.js';
import { startTestServer, type Person, type TestServer } from '#test/support/server.js';
import { aResult, uniqueName } from '#test/support/world.js';
import { JUDGE, checkAllData, startJudge } from '../submissions/judged.js';
import { aTree, formOf, zipOf, type Tree } from './zips.js';

let server: TestServer;
let author: Person;
let colleague: Person;
let student: Person;
let admin: Person;

beforeAll(async () => {
  server = await startTestServer();
  [author, colleague, student, admin] = await Promise.all([server.person('instructor'), server.person('instructor'), server.person(), server.person('admin')]);
});
afterAll(() => server.close());
beforeEach(() => startJudge(server.db));

const WRONG = aTree({ 'submissions/wrong_answer/wrong.cpp': 'int main() {} // wrong\n' });
const fields = (publish?: string) => (publish === undefined ? {} : { publish });

async function imported(publish?: string, { tree = aTree(), more = {} }: { tree?: Tree; more?: Record<string, string> } = {}): Promise<{ slug: string; verification: string }> {
  const slug = uniqueName('sums');
  const answer = await author.call('POST', '/api/v1/problems', formOf(zipOf(tree), { slug, ...fields(publish), ...more }));
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  expect(answer.body).toMatchObject({ publish: publish ?? 'at-once' });
  return answer.body as { slug: string; verification: string };
}
async function added(slug: string, publish?: string, tree: Tree = WRONG): Promise<void> {
  expect((await author.call('PUT', `/api/v1/problems/${slug}/package`, formOf(zipOf(tree), fields(publish)))).status).toBe(201);
}
/** Every submission that waits gets this verdict, but for those whose labels want another; then whatever is over is settled. */
async function judged(verdict: 'accepted' | 'as expected' = 'as expected', data: DataCheckNews = {}): Promise<void> {
  for (let claim = await claimNext(); claim !== null; claim = await claimNext()) {
    const wrong = claim.files.some(({ content }) => content.toString().includes('// wrong'));
    await finishJudging(server.db, claim, result(verdict === 'as expected' && wrong ? 'wrong-answer' : 'accepted'));
  }
  await checkAllData(server.db, data);
  await settleVerifications(server.db);
}
function result(verdict: 'accepted' | 'wrong-answer') {
  return aResult({ verdict, tests: [{ index: 1, name: 'sample/1', group: 'sample', sample: true, verdict, score: null, cpuMs: 3, wallMs: 4, peakMemoryKib: 512, exitCode: 0, signal: null, message: '' }] });
}
const claimNext = () => claimJudging(server.db, { judge: JUDGE, languages: ['cpp', 'python3'] });
const versionsOf = async (slug: string) => ((await author.call('GET', `/api/v1/problems/${slug}/versions`)).body as { items: Version[] }).items;
const currentOf = async (slug: string) => ((await author.call('GET', `/api/v1/problems/${slug}`)).body as Problem).version;
const publish = (slug: string, number: number, reason?: string, by = author) => by.call('POST', `/api/v1/problems/${slug}/versions/${number}/publication`, reason === undefined ? {} : { override: { reason } });
const submit = (slug: string, by: Person) => by.call('POST', '/api/v1/submissions', { problem: slug, language: 'cpp', files: [{ name: 'main.cpp', content: 'int main() {}' }] });
const FAILED: DataCheckNews = { done: 1, total: 1, counts: [{ kind: 'invalid-input', checks: 1, failed: 1 }], failed: [{ name: 'invalid_input/empty', kind: 'invalid-input', message: 'No input validator refuses it.' }] };

describe('an import at once', () => {
  it('is published without proof, which is recorded, and verified meanwhile', async () => {
    const { slug, verification } = await imported();
    const [version] = await versionsOf(slug);
    expect(version).toMatchObject({ current: true, publish: 'at-once', proof: 'verifying', publication: { how: 'at-once', user: author.username, reason: null, verification: null }, verification: { id: verification } });
    await judged();
    expect((await versionsOf(slug))[0]).toMatchObject({ proof: 'proved', publication: { how: 'at-once' } });
  });
});

describe('an import when proved', () => {
  it('becomes current by itself when its verification is over and as expected', async () => {
    const { slug } = await imported();
    await added(slug, 'when-proved');
    expect(await currentOf(slug)).toBe(1);
    await judged();
    expect(await currentOf(slug)).toBe(2);
    expect((await versionsOf(slug))[0]).toMatchObject({ number: 2, current: true, proof: 'proved', publication: { how: 'proved', user: author.username } });
  });

  it('waits for its data as well', async () => {
    const { slug } = await imported('when-proved');
    for (let claim = await claimNext(); claim !== null; claim = await claimNext()) await finishJudging(server.db, claim, result('accepted'));
    await settleVerifications(server.db);
    expect((await versionsOf(slug))[0]).toMatchObject({ proof: 'verifying', publication: null });
    await judged();
    expect((await versionsOf(slug))[0]).toMatchObject({ publication: { how: 'proved' } });
  });

  it.each<[string, () => Promise<void>, RegExp]>([
    ['a label is wrong', () => judged('accepted'), /Expected wrong-answer .*got accepted/],
    ['data that must be refused is not', () => judged('as expected', FAILED), /No input validator refuses it/],
    ['a validator does not compile', () => judged('as expected', { failure: 'input_validators/v does not compile' }), /does not compile/],
  ])('is not published where %s', async (_title, judge, why) => {
    const { slug } = await imported();
    await judged();
    await added(slug, 'when-proved');
    await judge();
    expect(await currentOf(slug)).toBe(1);
    expect((await versionsOf(slug))[0]).toMatchObject({ number: 2, current: false, proof: 'not-proved', publication: null });
    const refused = await publish(slug, 2);
    expect(refused.status).toBe(409);
    expect((refused.body as { error: { details: ErrorDetail[] } }).error.details.map(({ message }) => message).join('\n')).toMatch(why);
  });

  it('does not take the place of a later version', async () => {
    const { slug } = await imported();
    await added(slug, 'when-proved');
    await added(slug);
    await judged();
    expect(await currentOf(slug)).toBe(3);
    expect((await versionsOf(slug)).map(({ number, proof, publication }) => [number, proof, publication?.how])).toEqual([[3, 'proved', 'at-once'], [2, 'proved', undefined], [1, 'proved', 'at-once']]);
  });

  it('does not take the place of an earlier one that somebody went back to meanwhile', async () => {
    const { slug } = await imported();
    await judged();
    await added(slug, undefined, aTree());
    await judged();
    await added(slug, 'when-proved');
    expect((await publish(slug, 1)).status).toBe(201);
    await judged();
    expect(await currentOf(slug)).toBe(1);
    expect((await versionsOf(slug))[0]).toMatchObject({ number: 3, proof: 'proved', publication: null });
    expect((await publish(slug, 3)).status).toBe(201);
  });

  it('is published by a later verification, where the first failed for want of a judge', async () => {
    const { slug } = await imported('when-proved');
    await judged('as expected', { failure: 'The judge failed' });
    expect((await versionsOf(slug))[0]).toMatchObject({ publication: null });
    await author.call('POST', `/api/v1/problems/${slug}/verifications`, { version: 1 });
    await judged();
    expect((await versionsOf(slug))[0]).toMatchObject({ publication: { how: 'proved' } });
  });

  it('names problem and types by the version that is current', async () => {
    const { slug } = await imported();
    await judged();
    await added(slug, 'later', aTree({ 'problem.yaml': 'problem_format_version: 2025-09\nname: Differences\nuuid: 117b564d-429b-44d4-bf8c-c264a3703e07\nlimits:\n  time_limit: 1\n' }));
    const name = async () => ((await author.call('GET', '/api/v1/problem-list')).body as { items: Problem[] }).items.find((each) => each.slug === slug)?.name;
    expect(await name()).toBe('Sums');
    await judged();
    expect((await publish(slug, 2)).status).toBe(201);
    expect(await name()).toBe('Differences');
  });
});

describe('a problem of which nothing is published yet', () => {
  it('can be looked at by staff, and submitted to by those alone who may edit it', async () => {
    const { slug } = await imported('later', { more: { visibility: 'public' } });
    expect((await student.call('GET', `/api/v1/problems/${slug}`)).status).toBe(404);
    expect((await colleague.call('GET', `/api/v1/problems/${slug}`)).body).toMatchObject({ published: false, visibility: 'private', may: { submit: false } });
    expect((await author.call('GET', `/api/v1/problems/${slug}`)).body).toMatchObject({ published: false, may: { submit: true } });
    expect([await submit(slug, student), await submit(slug, colleague), await submit(slug, author), await submit(slug, admin)].map(({ status }) => status)).toEqual([404, 409, 201, 201]);
    await judged();
  });

  it('cannot be made public', async () => {
    const { slug } = await imported('later');
    expect(await author.call('PATCH', `/api/v1/problems/${slug}`, { visibility: 'public' })).toMatchObject({ status: 409, body: { error: { details: [{ path: 'visibility' }] } } });
    expect((await author.call('PATCH', `/api/v1/problems/${slug}`, { tags: ['new'] })).status).toBe(200);
    await judged();
    await publish(slug, 1);
    expect((await author.call('PATCH', `/api/v1/problems/${slug}`, { visibility: 'public' })).status).toBe(200);
  });

  it('becomes public with its publication, where the import wanted it so', async () => {
    const { slug } = await imported('when-proved', { more: { visibility: 'public' } });
    await judged();
    expect((await student.call('GET', `/api/v1/problems/${slug}`)).body).toMatchObject({ published: true, visibility: 'public', may: { submit: true } });
  });

  it('stays private where its owner has said so since', async () => {
    const { slug } = await imported('when-proved', { more: { visibility: 'public' } });
    await author.call('PATCH', `/api/v1/problems/${slug}`, { visibility: 'private' });
    await judged();
    expect((await author.call('GET', `/api/v1/problems/${slug}`)).body).toMatchObject({ published: true, visibility: 'private' });
  });

  it('shows its newest version', async () => {
    const { slug } = await imported('later');
    await added(slug, 'later');
    expect(await currentOf(slug)).toBe(2);
    await judged();
  });
});

describe('publishing by hand', () => {
  it('wants proof, or an override, which is recorded with who wanted it and why', async () => {
    const { slug } = await imported();
    await added(slug, 'later');
    expect(await publish(slug, 2)).toMatchObject({ status: 409, body: { error: { details: [{ message: expect.stringContaining('still going on: 0 of 2') as string }] } } });
    await judged('accepted');
    expect(await publish(slug, 2)).toMatchObject({ status: 409, body: { error: { code: 'conflict', details: [{ path: 'submissions/wrong_answer/wrong.cpp' }] } } });
    expect((await publish(slug, 2, '  ')).status).toBe(422);
    expect(await publish(slug, 2, 'The label is old, the contest is now', admin)).toMatchObject({ status: 201, body: { number: 2, current: true, proof: 'not-proved', publication: { how: 'override', user: admin.username, reason: 'The label is old, the contest is now' } } });
    expect(await currentOf(slug)).toBe(2);
  });

  it('rolls back to an earlier version, and what is queued keeps its own', async () => {
    const { slug } = await imported();
    await judged();
    await added(slug);
    await author.call('PATCH', `/api/v1/problems/${slug}`, { visibility: 'public' });
    const { id } = (await submit(slug, student)).body as { id: string };
    expect(await publish(slug, 1)).toMatchObject({ status: 201, body: { number: 1, current: true, publication: { how: 'proved', user: author.username } } });
    expect(await currentOf(slug)).toBe(1);
    const judgings = (await author.call('GET', `/api/v1/submissions/${id}/judgings`)).body as { items: { packageVersion: number }[] };
    expect(judgings.items.map(({ packageVersion }) => packageVersion)).toEqual([2]);
    await judged();
  });

  it('is for those who may edit the problem', async () => {
    const { slug } = await imported('later');
    await judged();
    expect([await publish(slug, 1, undefined, student), await publish(slug, 1, 'mine', colleague), await publish(slug, 2)].map(({ status }) => status)).toEqual([403, 403, 404]);
    expect((await publish(slug, 1, undefined, admin)).status).toBe(201);
  });

  it('of a version that was never verified tells to verify it', async () => {
    const { slug } = await imported('later');
    await server.db.execute(`delete from verifications where version_id in (select current_version_id from problems where slug = '${slug}')`);
    expect(await publish(slug, 1)).toMatchObject({ status: 409, body: { error: { details: [{ message: 'It was never verified. Verify it first.' }] } } });
  });
});

it('is settled once, by whichever server sees it first', async () => {
  const { slug } = await imported('when-proved');
  for (let claim = await claimNext(); claim !== null; claim = await claimNext()) await finishJudging(server.db, claim, result('accepted'));
  await checkAllData(server.db);
  const published = await Promise.all([settleVerifications(server.db), settleVerifications(server.db), settleVerifications(server.db)]);
  expect(published.flat()).toHaveLength(1);
  expect(await currentOf(slug)).toBe(1);
});

it('tells what nothing in a package checks, which keeps nothing back', async () => {
  const { 'input_validators/validate.py': _validator, ...tree } = aTree();
  const { slug, verification } = await imported('when-proved', { tree });
  await judged();
  const { data, reasons } = (await author.call('GET', `/api/v1/problems/${slug}/verifications/${verification}`)).body as Verification;
  expect(data?.warnings).toEqual([expect.stringContaining('no input validators')]);
  expect(reasons).toEqual([]);
  expect((await versionsOf(slug))[0]).toMatchObject({ publication: { how: 'proved' } });
});

describe('the difference of two versions', () => {
  const after = (tree: Tree) => aTree({ 'problem.yaml': 'problem_format_version: 2025-09\nname: Sums\nuuid: 117b564d-429b-44d4-bf8c-c264a3703e07\nlimits:\n  time_limit: 3\n  memory: 64\n', ...tree });
  const diff = async (slug: string, from: number, to: number, by = author) => (await by.call('GET', `/api/v1/problems/${slug}/versions/${from}/diff/${to}`));

  it('names settings, tests and files, with short texts line by line', async () => {
    const { slug } = await imported();
    await added(slug, 'later', after({ 'statement/problem.en.md': 'Add them.\nAll of them.\n', 'data/secret/hush.ans': 'another answer\n', 'data/secret/new.in': '1\n', 'data/secret/new.ans': '2\n', 'submissions/accepted/big.cpp': `//${'x'.repeat(70_000)}\n` }));
    const { settings, tests, files, same } = (await diff(slug, 1, 2)).body as VersionDiff;
    expect(same).toBe(false);
    expect(settings).toEqual(expect.arrayContaining([{ name: 'limits.timeMs', before: '1000', after: '3000' }, { name: 'limits.memoryKib', before: expect.any(String) as string, after: '65536' }, { name: 'submissions.accepted/big.cpp.expected', before: null, after: 'accepted' }]));
    expect(tests).toEqual([{ name: 'secret/hush', change: 'changed', parts: ['answer'] }, { name: 'secret/new', change: 'added', parts: [] }]);
    const file = (path: string) => files.find((each) => each.path === path);
    expect(file('statement/problem.en.md')).toEqual({ path: 'statement/problem.en.md', before: 10, after: 23, diff: '@@ -1,1 +1,2 @@\n Add them.\n+All of them.', cut: false });
    expect(file('data/secret/new.in')).toMatchObject({ before: null, after: 2, diff: null });
    expect(file('submissions/accepted/big.cpp')).toMatchObject({ before: null, after: 70_003 });
    expect(file('data/sample/1.in')).toBeUndefined();
    const back = (await diff(slug, 2, 1)).body as VersionDiff;
    expect(back.tests.map(({ change }) => change)).toEqual(['removed', 'changed']);
    expect((await diff(slug, 1, 1)).body).toMatchObject({ settings: [], tests: [], files: [], same: true });
    await judged();
  });

  it('cuts long diffs, and compares long or binary files by their content only', async () => {
    const lines = (word: string) => Array.from({ length: 900 }, (_, at) => `${word} ${at}`).join('\n');
    const { slug } = await imported(undefined, { tree: aTree({ 'attachments/a.txt': lines('old'), 'attachments/b.bin': 'a\u0000b', 'attachments/c.txt': 'x'.repeat(70_000) }) });
    await added(slug, 'later', aTree({ 'attachments/a.txt': lines('new'), 'attachments/b.bin': 'a\u0000c', 'attachments/c.txt': 'y'.repeat(70_000) }));
    const { files } = (await diff(slug, 1, 2)).body as VersionDiff;
    expect(files.map(({ path, cut, diff: text }) => [path, cut, text?.split('\n').length])).toEqual([['attachments/a.txt', true, 400], ['attachments/b.bin', false, undefined], ['attachments/c.txt', false, undefined]]);
    await judged();
  });

  it('is for those who may edit the problem: it shows tests', async () => {
    const { slug } = await imported();
    expect([await diff(slug, 1, 1, student), await diff(slug, 1, 1, colleague), await diff(slug, 1, 1, admin), await diff(slug, 1, 7)].map(({ status }) => status)).toEqual([403, 403, 200, 404]);
    await judged();
  });
});

it('tells whoever verifies a problem that is deleted meanwhile so', async () => {
  const { slug } = await imported();
  await judged();
  const answer = await inTransaction(server.db, async (tx) => {
    await tx.delete(submissions).where(inArray(submissions.problemId, tx.select({ id: problems.id }).from(problems).where(eq(problems.slug, slug))));
    await tx.delete(problems).where(eq(problems.slug, slug));
    const asked = author.call('POST', `/api/v1/problems/${slug}/verifications`, {});
    await sleep(500);
    return { asked };
  }).then(({ asked }) => asked);
  expect(answer.body).toMatchObject({ error: { code: 'conflict' } });
});
