import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '#contract/problem.js';
import { startTestServer, type Answer, type Person, type TestServer } from '#test/support/server.js';
import { uniqueName } from '#test/support/world.js';
import { aTree, formOf, zipOf, zipOfFolder } from './zips.js';

let server: TestServer;
let author: Person;
let dataFolder: string;

beforeAll(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'arbiter-packages-test-'));
  server = await startTestServer({ dataFolder, packageLimitBytes: 4 * 1024 * 1024 });
  author = await server.person('instructor');
});
afterAll(async () => {
  await server.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

const send = (form: FormData, headers?: Record<string, string>) => author.call('POST', '/api/v1/problems', form, headers);
const put = (slug: string, form: FormData, by = author) => by.call('PUT', `/api/v1/problems/${slug}/package`, form);
const count = async (table: string) => Number((await server.db.execute(sql`select count(*) from ${sql.identifier(table)}`)).rows[0]?.['count']);
async function imported(fields: Record<string, string> = {}, zip = zipOf(aTree())): Promise<string> {
  const answer = await send(formOf(zip, { slug: uniqueName('sums'), ...fields }));
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return (answer.body as { slug: string }).slug;
}
async function bytesOf(path: string, person = author): Promise<{ bytes: Buffer; headers: Headers }> {
  const response = await fetch(server.url + path, { headers: { authorization: `Bearer ${person.token}` } });
  expect(response.status).toBe(200);
  return { bytes: Buffer.from(await response.arrayBuffer()), headers: response.headers };
}
const refusal = ({ status, body }: Answer) => {
  const { error } = body as { error: { code: string; details?: { path: string; line?: number }[] } };
  return { status, code: error.code, at: error.details?.map(({ path, line }) => (line === undefined ? path : `${path}:${line}`)) };
};

describe('the problems that come with Arbiter', () => {
  const own = readdirSync('problems', { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name)
    // Those need a judge, which installs what they ask for: test/judge/environments.
    .filter((name) => !existsSync(`problems/${name}/arbiter.yaml`));

  it.each(own)('%s is imported, shown, and comes back byte for byte', async (name) => {
    const zip = zipOfFolder(`problems/${name}`);
    const answer = await send(formOf(zip, { visibility: 'public' }, `${name}.zip`));
    expect(answer.body).toMatchObject({ slug: name, version: 1 });
    expect(answer.status).toBe(201);
    const shown = (await server.anonymous('GET', `/api/v1/problems/${name}`)).body as Problem;
    expect(shown.statements.map((statement) => statement.html ?? statement.pdfUrl)).not.toContain(null);
    expect(shown.statements.map((statement) => statement.html?.startsWith('<pre>'))).not.toContain(true);
    expect(shown.samples.length).toBeGreaterThan(0);
    expect(shown.samples.every((sample) => sample.answer !== '')).toBe(true);
    expect(shown.limits.timeMs === null).toBe((answer.body as { report: { timeLimit: string } }).report.timeLimit === 'calibrating');
    for (const [, url = ''] of shown.statements.flatMap((statement) => [...(statement.html ?? '').matchAll(/src="([^"]+)"/g)])) expect((await server.anonymous('GET', url)).status).toBe(200);
    const { bytes, headers } = await bytesOf(`/api/v1/problems/${name}/package`);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(createHash('sha256').update(zip).digest('hex'));
    expect(headers.get('content-disposition')).toBe(`attachment; filename=${name}.zip`);
    expect(headers.get('content-type')).toBe('application/zip');
  });
});

describe('a package with faults', () => {
  const faulty = () =>
    zipOf(aTree({ 'data/secret/1.in': '1\n', 'data/secret/2.in': '2\n', 'data/secret/3.ans': '3\n', 'submissions/submissions.yaml': 'accepted:\n  permited: [AC]\n' }));

  it('is refused with all of them', async () => {
    const slug = uniqueName('faulty');
    const { status, code, at } = refusal(await send(formOf(faulty(), { slug })));
    expect({ status, code }).toEqual({ status: 422, code: 'package-rejected' });
    expect(at).toEqual(expect.arrayContaining(['submissions/submissions.yaml:2', 'data/secret/1.in', 'data/secret/2.in', 'data/secret/3.ans']));
    expect((await author.call('GET', `/api/v1/problems/${slug}`)).status).toBe(404);
  });

  it('leaves nothing behind: no version, no file, nothing unpacked', async () => {
    const slug = await imported();
    const before = [await count('blobs'), await count('problem_versions')];
    expect(refusal(await put(slug, formOf(faulty())))).toMatchObject({ status: 422, code: 'package-rejected' });
    expect([await count('blobs'), await count('problem_versions')]).toEqual(before);
    expect((await author.call('GET', `/api/v1/problems/${slug}`)).body).toMatchObject({ version: 1 });
    expect(readdirSync(join(dataFolder, 'tmp'))).toEqual([]);
  });

  it.each<[string, FormData, number, string]>([
    ['is no zip', formOf(new Uint8Array(Buffer.from('not a zip'))), 422, 'package-rejected'],
    ['is empty', formOf(new Uint8Array(0)), 422, 'package-rejected'],
    ['leaves its folder', formOf(zipOf(aTree({ '../evil': 'a' }))), 422, 'package-rejected'],
    ['is a bomb', formOf(zipOf({ ...aTree(), 'data/secret/big.in': new Uint8Array(300 * 1024 * 1024) })), 422, 'package-rejected'],
    ['has a NUL in its name', formOf(zipOf(aTree({ 'problem.yaml': 'problem_format_version: 2025-09\nname: "Su\\0ms"\nuuid: 117b564d-429b-44d4-bf8c-c264a3703e07\nlimits:\n  time_limit: 1\n' }))), 422, 'package-rejected'],
    ['has half a surrogate pair in its name', formOf(zipOf(aTree({ 'problem.yaml': 'problem_format_version: 2025-09\nname: "Su\\ud800ms"\nuuid: 117b564d-429b-44d4-bf8c-c264a3703e07\nlimits:\n  time_limit: 1\n' }))), 422, 'package-rejected'],
    ['is too large', formOf(new Uint8Array(5 * 1024 * 1024)), 413, 'too-large'],
    ['is missing', new FormData(), 422, 'validation-failed'],
    ['has a bad slug', formOf(zipOf(aTree()), { slug: 'Not A Slug!' }), 422, 'validation-failed'],
    ['has a visibility that there is not', formOf(zipOf(aTree()), { visibility: 'secret' }), 422, 'validation-failed'],
    ['has a name that makes no slug', formOf(zipOf(aTree()), {}, '???.zip'), 201, ''],
  ])('or what is sent %s', async (_title, form, status, code) => {
    const answer = await send(form);
    expect(answer.status, JSON.stringify(answer.body)).toBe(status);
    if (status === 201) expect(answer.body).toMatchObject({ slug: 'sums' });
    else expect(refusal(answer).code).toBe(code);
  });

  it('keeps a backslash and a u that are meant as such', async () => {
    const slug = await imported({}, zipOf(aTree({ 'problem.yaml': "problem_format_version: 2025-09\nname: 'A \\u0000 and \\\\ud800'\nuuid: 117b564d-429b-44d4-bf8c-c264a3703e07\nlimits:\n  time_limit: 1\n" })));
    expect((await author.call('GET', `/api/v1/problems/${slug}`)).body).toMatchObject({ name: 'A \\u0000 and \\\\ud800' });
  });
});

describe('a slug that is taken', () => {
  it('is a conflict that names the way to add a version', async () => {
    const slug = await imported();
    const answer = await send(formOf(zipOf(aTree()), { slug }));
    expect(refusal(answer)).toEqual({ status: 409, code: 'conflict', at: ['slug'] });
    expect((answer.body as { error: { message: string } }).error.message).toContain(`PUT /api/v1/problems/${slug}/package`);
    expect(refusal(await send(formOf(zipOf(aTree()), {}, `${slug}.zip`))).code).toBe('conflict');
  });

  it('goes to one of two that ask at once, and never makes a version of the other’s problem', async () => {
    for (let round = 0; round < 5; round++) {
      const slug = uniqueName('race');
      const other = await server.person('instructor');
      const answers = await Promise.all([send(formOf(zipOf(aTree()), { slug })), other.call('POST', '/api/v1/problems', formOf(zipOf(aTree()), { slug }))]);
      expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409]);
      expect((await author.call('GET', `/api/v1/problems/${slug}`)).body).toMatchObject({ version: 1 });
    }
  });
});

describe('a second version', () => {
  it('replaces what is shown, and keeps visibility, tags and difficulty', async () => {
    const slug = await imported({ visibility: 'public' });
    expect((await author.call('PATCH', `/api/v1/problems/${slug}`, { tags: ['easy'], difficulty: 2.5 })).status).toBe(200);
    const zip = zipOf(aTree({ 'statement/problem.en.md': 'Add them *again*.\n', 'data/sample/2.in': '4\n', 'data/sample/2.ans': '4\n' }));
    expect((await put(slug, formOf(zip))).body).toMatchObject({ slug, version: 2, report: { tests: 3, submissions: 1, timeLimit: 'given' } });
    const shown = (await server.anonymous('GET', `/api/v1/problems/${slug}`)).body as Problem;
    expect(shown).toMatchObject({ version: 2, tags: ['easy'], difficulty: 2.5, visibility: 'public', testCount: 3 });
    expect(shown.statements[0]?.html).toBe('<p>Add them <em>again</em>.</p>');
    expect(shown.samples.map((sample) => sample.name)).toEqual(['sample/1', 'sample/2']);
    expect((await bytesOf(`/api/v1/problems/${slug}/package`)).bytes.equals(Buffer.from(zip))).toBe(true);
  });

  it('gets a number of its own when two come at once', async () => {
    const slug = await imported();
    const answers = await Promise.all(['a', 'b', 'c'].map((text) => put(slug, formOf(zipOf(aTree({ 'statement/problem.en.md': text }))))));
    expect(answers.map((answer) => (answer.body as { version: number }).version).sort()).toEqual([2, 3, 4]);
  });

  it('of a problem that there is not is not found', async () => {
    expect(refusal(await put('no-such-problem', formOf(zipOf(aTree()))))).toMatchObject({ status: 404, code: 'not-found' });
  });

  it('that is sent again with its Idempotency-Key is the same version', async () => {
    const slug = uniqueName('again');
    const form = () => formOf(zipOf(aTree()), { slug });
    const [first, second] = [await send(form(), { 'idempotency-key': slug }), await send(form(), { 'idempotency-key': slug })];
    expect(second.status).toBe(201);
    expect(second.body).toEqual(first.body);
  });

  it('and whose answer cannot be kept is not there: a server that dies in between leaves nothing to be doubled', async () => {
    const slug = uniqueName('dies');
    const import_ = () => send(formOf(zipOf(aTree()), { slug }), { 'idempotency-key': slug });
    await server.db.execute(sql`create function refuse_answer() returns trigger language plpgsql as 'begin raise exception ''no answer today''; end'`);
    await server.db.execute(sql`create trigger refuse_answer before update on idempotency_keys for each row execute function refuse_answer()`);
    try {
      expect((await import_()).status).toBe(500);
    } finally {
      await server.db.execute(sql`drop function refuse_answer cascade`);
    }
    expect((await author.call('GET', `/api/v1/problems/${slug}`)).status).toBe(404);
    expect(await import_()).toMatchObject({ status: 201, body: { version: 1 } });
  });
});

it('a package without a time limit waits for its calibration', async () => {
  const yaml = 'problem_format_version: 2025-09\nname: Sums\nuuid: 117b564d-429b-44d4-bf8c-c264a3703e07\n';
  const answer = await send(formOf(zipOf(aTree({ 'problem.yaml': yaml })), { slug: uniqueName('slow') }));
  const { slug, report } = answer.body as { slug: string; report: { timeLimit: string } };
  expect(report.timeLimit).toBe('calibrating');
  expect((await author.call('GET', `/api/v1/problems/${slug}`)).body).toMatchObject({ limits: { timeMs: null } });
  const queued = await server.db.execute(sql`select j.calibrates from judgings j join problem_versions v on v.id = j.version_id join problems p on p.id = v.problem_id where p.slug = ${slug}`);
  expect(queued.rows).toEqual([{ calibrates: true }, { calibrates: false }]);
});
