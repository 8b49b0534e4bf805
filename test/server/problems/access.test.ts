import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '#contract/problem.js';
import { selectOptionalProblem } from '#database/problems.js';
import { startTestServer, type Client, type Person, type TestServer } from '#test/support/server.js';
import { createSubmission, uniqueName } from '#test/support/world.js';
import { aTree, formOf, zipOf, type Tree } from './zips.js';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
const PDF = '%PDF-1.4 of another language';
const TREE = aTree({
  'statement/problem.en.md': 'Look:\n\n![A tree](tree.svg)\n',
  'statement/problem.de.pdf': PDF,
  'statement/tree.svg': SVG,
  'attachments/start.html': '<script>alert(1)</script>',
  'problem.yaml': 'problem_format_version: 2025-09\nname:\n  de: Summen\n  en: Sums\nuuid: 117b564d-429b-44d4-bf8c-c264a3703e07\nlimits:\n  time_limit: 1\n',
});
const SECRET = ['data/secret/hush.in', 'data/secret/hush.ans', 'submissions/accepted/sum.cpp', 'input_validators/validate.py', 'problem.yaml', 'data/sample/1.in'];

let server: TestServer;
let author: Person;
let colleague: Person;
let admin: Person;
let student: Person;

beforeAll(async () => {
  server = await startTestServer();
  author = await server.person('instructor');
  colleague = await server.person('instructor');
  admin = await server.person('admin');
  student = await server.person();
});
afterAll(() => server.close());

async function created(visibility: 'public' | 'private', tree: Tree = TREE): Promise<string> {
  const slug = uniqueName('sums');
  const answer = await author.call('POST', '/api/v1/problems', formOf(zipOf(tree), { slug, visibility }));
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return slug;
}
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const fileOf = (slug: string, content: string) => `/api/v1/problems/${slug}/files/${hashOf(content)}`;
/** Everybody, from who may least to who may most. */
const everybody = (): Record<string, Client> => ({ anonymous: server.anonymous, student: student.call, colleague: colleague.call, author: author.call, admin: admin.call });
async function statuses(ask: (client: Client) => Promise<{ status: number }>): Promise<Record<string, number>> {
  const answers = await Promise.all(Object.entries(everybody()).map(async ([name, client]) => [name, (await ask(client)).status] as const));
  return Object.fromEntries(answers);
}

describe('a private problem', () => {
  it('is there for its author and staff, and for nobody else', async () => {
    const slug = await created('private');
    const seen = { anonymous: 404, student: 404, colleague: 200, author: 200, admin: 200 };
    expect(await statuses((client) => client('GET', `/api/v1/problems/${slug}`))).toEqual(seen);
    expect(await statuses((client) => client('GET', fileOf(slug, SVG)))).toEqual(seen);
    const lists = await Promise.all(Object.values(everybody()).map((client) => client('GET', `/api/v1/problems?search=${slug}`)));
    expect(lists.map(({ body }) => (body as { items: unknown[] }).items.length)).toEqual([0, 0, 1, 1, 1]);
  });

  it('answers like one that there is not', async () => {
    const slug = await created('private');
    const [hidden, missing] = await Promise.all([student.call('GET', `/api/v1/problems/${slug}`), student.call('GET', '/api/v1/problems/no-such-problem')]);
    expect(hidden.body).toEqual(missing.body);
  });

  it('is what an import makes, unless it says otherwise', async () => {
    const slug = uniqueName('sums');
    await author.call('POST', '/api/v1/problems', formOf(zipOf(TREE), { slug }));
    expect((await author.call('GET', `/api/v1/problems/${slug}`)).body).toMatchObject({ visibility: 'private' });
  });

  it('becomes public, and private again', async () => {
    const slug = await created('private');
    expect((await author.call('PATCH', `/api/v1/problems/${slug}`, { visibility: 'public' })).body).toMatchObject({ visibility: 'public', may: { edit: true } });
    expect((await server.anonymous('GET', `/api/v1/problems/${slug}`)).status).toBe(200);
    await author.call('PATCH', `/api/v1/problems/${slug}`, { visibility: 'private' });
    expect((await server.anonymous('GET', `/api/v1/problems/${slug}`)).status).toBe(404);
  });
});

describe('who may change a problem', () => {
  const uuid = '00000000-0000-4000-8000-000000000000';
  // Last the one that succeeds and leaves nothing to ask for; a colleague sees a problem, so that 403 tells nothing new.
  const WRITES: [string, (client: Client, slug: string) => Promise<{ status: number }>, number][] = [
    ['PATCH', (client, slug) => client('PATCH', `/api/v1/problems/${slug}`, { tags: ['a'] }), 200],
    ['PUT package', (client, slug) => client('PUT', `/api/v1/problems/${slug}/package`, formOf(zipOf(TREE))), 201],
    ['GET package', (client, slug) => client('GET', `/api/v1/problems/${slug}/package`), 200],
    ['POST verifications', (client, slug) => client('POST', `/api/v1/problems/${slug}/verifications`), 201],
    ['GET verification', (client, slug) => client('GET', `/api/v1/problems/${slug}/verifications/${uuid}`), 404],
  ];

  it.each(WRITES)('%s is for its author and admins', async (_name, ask, done) => {
    const slug = await created('public');
    expect(await statuses((client) => ask(client, slug))).toEqual({ anonymous: 401, student: 403, colleague: 403, author: done, admin: done });
  });

  it('DELETE is for its author and admins', async () => {
    const slug = await created('public');
    for (const client of [server.anonymous, student.call, colleague.call]) expect((await client('DELETE', `/api/v1/problems/${slug}`)).status).toBeGreaterThan(400);
    expect((await author.call('DELETE', `/api/v1/problems/${slug}`)).status).toBe(204);
    expect((await author.call('GET', `/api/v1/problems/${slug}`)).status).toBe(404);
  });

  it('an author who is no longer staff may not, and sees it still', async () => {
    const former = await server.person('instructor');
    const slug = uniqueName('sums');
    await former.call('POST', '/api/v1/problems', formOf(zipOf(TREE), { slug }));
    expect((await admin.call('PATCH', `/api/v1/accounts/${former.id}`, { role: 'student' })).status).toBe(200);
    expect((await former.call('PATCH', `/api/v1/problems/${slug}`, { tags: [] })).status).toBe(403);
    expect((await former.call('GET', `/api/v1/problems/${slug}`)).body).toMatchObject({ slug, may: { edit: false, submit: true } });
  });

  it('importing is for staff', async () => {
    expect(await statuses((client) => client('POST', '/api/v1/problems', formOf(zipOf(TREE), { slug: uniqueName('sums') })))).toEqual({ anonymous: 401, student: 403, colleague: 201, author: 201, admin: 201 });
  });

  it('a problem that people submitted to is not deleted', async () => {
    const slug = await created('public');
    const found = await selectOptionalProblem(server.db, slug);
    await createSubmission(server.db, { problem: { id: found!.problem.id, versionId: found!.version.id }, accountId: student.id });
    const answer = await author.call('DELETE', `/api/v1/problems/${slug}`);
    expect(answer).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } });
    expect((await author.call('GET', `/api/v1/problems/${slug}`)).status).toBe(200);
  });
});

describe('files of a problem', () => {
  it.each(SECRET)('%s is never handed out, not even to its author', async (path) => {
    const slug = await created('public');
    expect(await statuses((client) => client('GET', fileOf(slug, TREE[path] as string)))).toEqual({ anonymous: 404, student: 404, colleague: 404, author: 404, admin: 404 });
  });

  it('of another problem, or of an earlier version, are not found', async () => {
    const [slug, other] = [await created('public'), await created('public', aTree())];
    expect((await server.anonymous('GET', fileOf(slug, SVG))).status).toBe(200);
    expect((await server.anonymous('GET', fileOf(other, SVG))).status).toBe(404);
    await author.call('PUT', `/api/v1/problems/${slug}/package`, formOf(zipOf(aTree())));
    expect((await server.anonymous('GET', fileOf(slug, SVG))).status).toBe(404);
    expect((await server.anonymous('GET', `/api/v1/problems/${slug}/files/../package`)).status).not.toBe(200);
  });

  it('that could be pages run nothing', async () => {
    const slug = await created('public');
    const picture = await server.anonymous('GET', fileOf(slug, SVG));
    expect(picture.body).toBe(SVG);
    expect(picture.headers.get('content-type')).toBe('image/svg+xml');
    expect(picture.headers.get('content-security-policy')).toBe("default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox");
    expect(picture.headers.get('x-content-type-options')).toBe('nosniff');
    const page = await server.anonymous('GET', fileOf(slug, TREE['attachments/start.html'] as string));
    expect(page.headers.get('content-type')).toBe('application/octet-stream');
    expect(page.headers.get('content-disposition')).toMatch(/^attachment; filename="?start\.html"?$/);
  });

  it('are kept by browsers as long as everybody may see them', async () => {
    const [shown, hidden] = [await created('public'), await created('private')];
    const open = await author.call('GET', fileOf(shown, PDF));
    expect(open.headers.get('content-type')).toBe('application/pdf');
    expect(open.headers.get('cache-control')).toBe('public, max-age=86400, immutable');
    expect((await author.call('GET', fileOf(hidden, PDF))).headers.get('cache-control')).toBe('private, no-cache');
    const again = await author.call('GET', fileOf(hidden, PDF), undefined, { 'if-none-match': open.headers.get('etag')!, 'cache-control': 'max-age=0' });
    expect(again).toMatchObject({ status: 304, body: undefined });
    expect((await student.call('GET', fileOf(hidden, PDF), undefined, { 'if-none-match': open.headers.get('etag')!, 'cache-control': 'max-age=0' })).status).toBe(404);
  });
});

describe('what is shown of a problem', () => {
  it('is statements, English first, samples and attachments, and of secret tests their number', async () => {
    const slug = await created('public');
    const shown = (await server.anonymous('GET', `/api/v1/problems/${slug}`)).body as Problem;
    expect(shown.statements).toEqual([
      { language: 'en', name: 'Sums', html: `<p>Look:</p>\n<p><img src="${fileOf(slug, SVG)}" alt="A tree" loading="lazy"></p>`, pdfUrl: null },
      { language: 'de', name: 'Summen', html: null, pdfUrl: fileOf(slug, PDF) },
    ]);
    expect(shown.samples).toEqual([{ name: 'sample/1', input: '1 2\n', answer: '3\n', truncated: false }]);
    expect(shown.attachments).toEqual([{ name: 'start.html', size: 25, url: fileOf(slug, TREE['attachments/start.html'] as string) }]);
    expect(shown.testCount).toBe(2);
    expect(shown).not.toHaveProperty('status');
    expect(JSON.stringify([shown, (await server.anonymous('GET', '/api/v1/problems')).body])).not.toMatch(/hush|secret|sum\.cpp|validate\.py/);
  });

  it('are samples of 64 KiB at most, cut between characters', async () => {
    const long = `a${'é'.repeat(40_000)}`;
    const slug = await created('public', aTree({ 'data/sample/1.in': long, 'data/sample/1.ans': 'b'.repeat(65_536) }));
    const [sample] = ((await server.anonymous('GET', `/api/v1/problems/${slug}`)).body as Problem).samples;
    expect(sample).toMatchObject({ truncated: true, answer: 'b'.repeat(65_536) });
    expect(sample?.input).toBe(long.slice(0, 1 + 32_767));
  });
});
