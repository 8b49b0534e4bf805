/** What staff look at: all problems in a table, the versions of one, and verifications in lists. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StaffProblem, Verification, VerificationSummary, Version } from '#contract/problem.js';
import { finishJudging } from '#database/queue.js';
import { startTestServer, type Person, type TestServer } from '#test/support/server.js';
import { aResult, createProblem, createSubmission, uniqueName } from '#test/support/world.js';
import { checkAllData, claimOf, startJudge } from '../submissions/judged.js';
import { aTree, formOf, zipOf } from './zips.js';

let server: TestServer;
let author: Person;
let other: Person;
let admin: Person;
beforeAll(async () => {
  server = await startTestServer();
  [author, other, admin] = await Promise.all([server.person('instructor'), server.person('instructor'), server.person('admin')]);
});
afterAll(() => server.close());
beforeEach(() => startJudge(server.db));

const WITH_WRONG = aTree({ 'submissions/wrong_answer/wrong.cpp': 'int main() {} // wrong\n' });

async function imported(tree = aTree()): Promise<string> {
  const slug = uniqueName('sums');
  expect((await author.call('POST', '/api/v1/problems', formOf(zipOf(tree), { slug }))).status).toBe(201);
  return slug;
}
async function table(by = author): Promise<StaffProblem[]> {
  const found: StaffProblem[] = [];
  for (let cursor = ''; ; ) {
    const { body } = await by.call('GET', `/api/v1/staff/problems?limit=3${cursor}`);
    const page = body as { items: StaffProblem[]; nextCursor: string | null };
    found.push(...page.items);
    if (page.nextCursor === null) return found;
    cursor = `&cursor=${page.nextCursor}`;
  }
}
const rowOf = async (slug: string, by = author) => (await table(by)).find((each) => each.slug === slug)!;
async function verified(slug: string, verdicts: Record<string, 'accepted' | 'wrong-answer' | 'judge-error'>): Promise<string> {
  const { id } = (await author.call('POST', `/api/v1/problems/${slug}/verifications`)).body as { id: string };
  const { rows } = (await author.call('GET', `/api/v1/problems/${slug}/verifications/${id}`)).body as Verification;
  for (const row of rows) {
    const verdict = verdicts[row.path];
    if (verdict) expect(await finishJudging(server.db, await claimOf(server.db, row.submission!), aResult({ verdict, tests: [{ index: 1, name: 'sample/1', group: 'sample', sample: true, verdict, score: null, cpuMs: 3, wallMs: 4, peakMemoryKib: 512, exitCode: 0, signal: null, message: '' }] }))).toBe(true);
  }
  await checkAllData(server.db);
  return id;
}
const both = { 'accepted/sum.cpp': 'accepted', 'wrong_answer/wrong.cpp': 'wrong-answer' } as const;

describe('the table of problems', () => {
  it('has every problem, page by page, with its owner and what its viewer may do', async () => {
    const slugs = [await imported(), await imported(), await imported(), await imported()];
    const rows = await table(other);
    expect(rows.map(({ slug }) => slug)).toEqual([...rows.map(({ slug }) => slug)].sort());
    expect(rows.map(({ slug }) => slug)).toEqual(expect.arrayContaining(slugs));
    expect(rows.find(({ slug }) => slug === slugs[0])).toMatchObject({ owner: author.username, mayEdit: false, visibility: 'private', version: 1, tests: 2, timeLimit: { ms: 1000, origin: 'given' }, submissions: 0, judgeErrors: 0, verification: { state: 'running', done: 0, total: 1, data: { finished: false, total: null } } });
    expect(await rowOf(slugs[0]!)).toMatchObject({ mayEdit: true });
    expect(await rowOf(slugs[0]!, admin)).toMatchObject({ mayEdit: true });
  });

  it('tells a limit that is being measured from one that was', async () => {
    const slug = await imported(aTree({ 'problem.yaml': 'problem_format_version: 2025-09\nname: Sums\nuuid: 117b564d-429b-44d4-bf8c-c264a3703e07\n' }));
    expect((await rowOf(slug)).timeLimit).toMatchObject({ ms: null, origin: 'measuring' });
  });

  it('counts submissions and judge errors of people, not of verifications', async () => {
    const slug = await imported();
    await verified(slug, { 'accepted/sum.cpp': 'judge-error' });
    const problem = await createProblem(server.db, { slug: uniqueName('counted') });
    const student = await server.person();
    for (const verdict of ['accepted', 'judge-error', 'judge-error'] as const) {
      const { id } = await createSubmission(server.db, { problem, accountId: student.id });
      await finishJudging(server.db, await claimOf(server.db, id), aResult({ verdict }));
    }
    expect(await rowOf(slug)).toMatchObject({ submissions: 0, judgeErrors: 0 });
    expect(await rowOf(problem.slug)).toMatchObject({ submissions: 3, judgeErrors: 2, owner: null, mayEdit: false });
  });

  it('tells what the last verification came to, and that it changed', async () => {
    const slug = await imported(WITH_WRONG);
    await verified(slug, both);
    expect((await rowOf(slug)).verification).toMatchObject({ problem: slug, version: 1, user: author.username, state: 'finished', done: 2, total: 2, surprises: 0, asExpected: true });
    await verified(slug, { ...both, 'wrong_answer/wrong.cpp': 'accepted' });
    expect((await rowOf(slug)).verification).toMatchObject({ state: 'finished', surprises: 1, asExpected: false });
    await verified(slug, { 'accepted/sum.cpp': 'accepted' });
    expect((await rowOf(slug)).verification).toMatchObject({ state: 'running', done: 1, total: 2, surprises: 0, asExpected: null });
  });

  it('passes nothing that could not be judged here', async () => {
    const slug = await imported(aTree({ 'submissions/accepted/main.rs': 'fn main() {}\n' }));
    await verified(slug, { 'accepted/sum.cpp': 'accepted' });
    expect((await rowOf(slug)).verification).toMatchObject({ state: 'finished', done: 2, total: 2, unjudgeable: 1, surprises: 0, asExpected: null });
  });

  it('agrees with the verification itself', async () => {
    const slug = await imported(WITH_WRONG);
    for (const verdicts of [both, { ...both, 'accepted/sum.cpp': 'judge-error' as const }]) {
      const id = await verified(slug, verdicts);
      const whole = (await author.call('GET', `/api/v1/problems/${slug}/verifications/${id}`)).body as Verification;
      const brief = (await rowOf(slug)).verification!;
      expect(brief.id).toBe(id);
      expect([brief.state, brief.asExpected, brief.surprises]).toEqual([whole.state, whole.asExpected, whole.rows.filter(({ asExpected }) => asExpected === false).length]);
    }
  });
});

describe('the versions of a problem', () => {
  it('are all there, newest first, each with its own package and verification', async () => {
    const slug = await imported();
    await verified(slug, { 'accepted/sum.cpp': 'wrong-answer' });
    const second = zipOf(WITH_WRONG);
    await author.call('PUT', `/api/v1/problems/${slug}/package`, formOf(second));
    const versions = ((await author.call('GET', `/api/v1/problems/${slug}/versions`)).body as { items: Version[] }).items;
    expect(versions.map(({ number, current, labelled, verification }) => [number, current, labelled, verification?.surprises])).toEqual([[2, true, 2, 0], [1, false, 1, 1]]);
    expect(versions[0]).toMatchObject({ user: author.username, tests: 2, archiveBytes: second.length });
    const sizes = await Promise.all(['', '?version=1', '?version=2', '?version=3'].map(async (query) => {
      const response = await fetch(`${server.url}/api/v1/problems/${slug}/package${query}`, { headers: { authorization: `Bearer ${author.token}` } });
      return response.status === 200 ? (await response.arrayBuffer()).byteLength : response.status;
    }));
    expect(sizes).toEqual([second.length, versions[1]!.archiveBytes, second.length, 404]);
  });

  it('are for those who may edit it', async () => {
    const slug = await imported();
    expect((await other.call('GET', `/api/v1/problems/${slug}/versions`)).status).toBe(403);
    expect((await other.call('GET', `/api/v1/verifications?problem=${slug}`)).status).toBe(403);
    expect((await admin.call('GET', `/api/v1/problems/${slug}/versions`)).status).toBe(200);
    expect((await author.call('GET', '/api/v1/problems/no-such-problem/versions')).status).toBe(404);
  });
});

describe('the list of verifications', () => {
  const list = async (by: Person, query = '') => ((await by.call('GET', `/api/v1/verifications${query}`)).body as { items: VerificationSummary[] }).items;

  it('has one’s own, or all of a problem, newest first, and no calibration', async () => {
    const slug = await imported(aTree({ 'problem.yaml': 'problem_format_version: 2025-09\nname: Sums\nuuid: 117b564d-429b-44d4-bf8c-c264a3703e07\n' }));
    expect(await list(author, `?problem=${slug}`)).toMatchObject([{ user: author.username, state: 'running' }]);
    const id = await verified(slug, {});
    await admin.call('POST', `/api/v1/problems/${slug}/verifications`);
    expect((await list(author, `?problem=${slug}`)).map(({ user }) => user)).toEqual([admin.username, author.username, author.username]);
    expect((await list(author))[0]).toMatchObject({ id, problem: slug, problemName: 'Sums', state: 'running', done: 0, total: 1 });
    expect((await list(author)).every(({ user }) => user === author.username)).toBe(true);
    expect(await list(author, '?limit=1')).toHaveLength(1);
  });
});

it('tells staff, and staff only, whose a problem is', async () => {
  const slug = await imported();
  await author.call('PATCH', `/api/v1/problems/${slug}`, { visibility: 'public' });
  const owner = async (call: typeof server.anonymous) => ((await call('GET', `/api/v1/problems/${slug}`)).body as { owner?: string }).owner;
  expect(await owner(other.call)).toBe(author.username);
  expect(await owner(server.anonymous)).toBeUndefined();
  expect(await owner((await server.person()).call)).toBeUndefined();
});
