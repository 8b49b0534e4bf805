/** Imports as their senders follow them: progress, what came of them, and what is left of one whose server was killed. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Import, ImportSummary } from '#contract/problem.js';
import { deleteUnusedBlobs } from '#database/blobs.js';
import { settleImports } from '#database/imports.js';
import { removeAbandonedUploads } from '#server/http/upload.js';
import { clientOf, startTestServer, type Person, type TestServer } from '#test/support/server.js';
import { uniqueName } from '#test/support/world.js';
import { connectWatcher } from '../live/watcher.js';
import { aTree, formOf, zipOf } from './zips.js';

let server: TestServer;
let author: Person;
beforeAll(async () => {
  server = await startTestServer({ logLevel: 'silent' });
  author = await server.person('instructor');
});
afterAll(() => server.close());

const MANY = aTree(Object.fromEntries(Array.from({ length: 400 }, (_, at) => [[`data/secret/${at}.in`, `${at}\n`], [`data/secret/${at}.ans`, `${at * 2}\n`]]).flat() as [string, string][]));
const faulty = () => zipOf(aTree({ 'data/secret/1.in': '1\n', 'submissions/of_my_own/sum.cpp': 'int main() {}\n' }));
const read = async (id: string, by = author) => (await by.call('GET', `/api/v1/imports/${id}`)).body as Import;
const list = async (by = author, query = '') => ((await by.call('GET', `/api/v1/imports${query}`)).body as { items: ImportSummary[] }).items;

/** Nobody can write a version while `act` runs: an import that has begun waits at its last step. */
async function whileVersionsWait<T>(act: () => Promise<T>): Promise<T> {
  const client = await server.db.$client.connect();
  try {
    await client.query('begin');
    await client.query('lock table problem_versions in share mode');
    return await act();
  } finally {
    await client.query('rollback');
    client.release();
  }
}
const untilSaving = (id: string) => vi.waitFor(async () => expect(await read(id)).toMatchObject({ state: 'running', stage: 'saving' }), { timeout: 15_000, interval: 50 });

describe('an import', () => {
  it('is listed with what came of it, under the id that its sender chose', async () => {
    const [id, slug] = [randomUUID(), uniqueName('listed')];
    const answer = await author.call('POST', '/api/v1/problems', formOf(zipOf(aTree()), { slug, importId: id }, 'listed.zip'));
    expect(answer.status).toBe(201);
    const found = await read(id);
    expect(found).toMatchObject({ id, fileName: 'listed.zip', user: author.username, problem: slug, version: 1, state: 'imported', faults: 0, failure: null, result: answer.body as object });
    expect(found.finishedAt).not.toBeNull();
    expect((await list())[0]).toMatchObject({ id, state: 'imported' });
  });

  it('of many small tests stores them in a few statements', async () => {
    const slug = uniqueName('many');
    expect((await author.call('POST', '/api/v1/problems', formOf(zipOf(MANY), { slug }))).status).toBe(201);
    const { rows } = await server.db.execute<{ files: number; statements: number }>(sql`
      select count(*)::int as files, count(distinct b.xmin::text)::int as statements from blobs b
      where b.hash in (select x.hash from version_blobs x join problem_versions v on v.id = x.version_id join problems p on p.id = v.problem_id where p.slug = ${slug})`);
    expect(rows[0]!.files).toBeGreaterThan(400);
    expect(rows[0]!.statements).toBeLessThanOrEqual(5);
  });

  it('of a new version names its problem, and which version it became', async () => {
    const [id, slug] = [randomUUID(), uniqueName('versions')];
    await author.call('POST', '/api/v1/problems', formOf(zipOf(aTree()), { slug }));
    expect((await author.call('PUT', `/api/v1/problems/${slug}/package`, formOf(zipOf(MANY), { importId: id }))).status).toBe(201);
    expect(await read(id)).toMatchObject({ problem: slug, version: 2 });
  });

  it('that was refused keeps every fault and every warning', async () => {
    const id = randomUUID();
    const answer = await author.call('POST', '/api/v1/problems', formOf(faulty(), { importId: id }));
    const { error } = answer.body as { error: { details: { path: string; message: string }[]; warnings: { path: string }[] } };
    expect(error.warnings.length).toBeGreaterThan(0);
    const found = await read(id);
    expect(found).toMatchObject({ state: 'refused', failure: { code: 'package-rejected' }, result: null, faults: 1, warnings: error.warnings.length });
    expect(found.details).toEqual(error.details);
    expect(found.details[0]).toMatchObject({ path: 'data/secret/1.in', message: expect.stringContaining('add data/secret/1.ans') as string });
    expect(found.warningDetails).toEqual(error.warnings);
  });

  it('can be refused for what the database cannot hold', async () => {
    const id = randomUUID();
    const yaml = 'problem_format_version: 2025-09\nname: Sums\nuuid: 117b564d-429b-44d4-bf8c-c264a3703e07\n"odd\\0 \\ud800 key": 1\nlimits:\n  time_limit: 1\n';
    expect((await author.call('POST', '/api/v1/problems', formOf(zipOf(aTree({ 'problem.yaml': yaml })), { importId: id }))).status).toBe(422);
    const found = await read(id);
    expect(found).toMatchObject({ state: 'refused' });
    expect(found.details[0]?.message).toContain('odd\ufffd \ufffd key');
  });

  it('does not take the id of another', async () => {
    const id = randomUUID();
    await author.call('POST', '/api/v1/problems', formOf(faulty(), { importId: id }));
    expect(await author.call('POST', '/api/v1/problems', formOf(zipOf(aTree()), { importId: id, slug: uniqueName('second') }))).toMatchObject({ status: 409, body: { error: { details: [{ path: 'importId' }] } } });
    expect(await read(id)).toMatchObject({ state: 'refused' });
  });

  it('is seen by its sender and by administrators, and by nobody else', async () => {
    const id = randomUUID();
    await author.call('POST', '/api/v1/problems', formOf(faulty(), { importId: id }));
    const [other, admin] = [await server.person('instructor'), await server.person('admin')];
    expect((await other.call('GET', `/api/v1/imports/${id}`)).status).toBe(404);
    expect(await list(other)).toEqual([]);
    expect((await admin.call('GET', `/api/v1/imports/${id}`)).status).toBe(200);
    expect((await list(admin)).map((each) => each.id)).toContain(id);
    expect(await list(admin, '?own=true')).toEqual([]);
  });

  it('is told of by the live channel to its sender alone, a few times a second', async () => {
    const [watcher, stranger] = [await connectWatcher(server.url, author), await connectWatcher(server.url, await server.person('instructor'))];
    const student = await connectWatcher(server.url, await server.person());
    const heard: ImportSummary[] = [];
    const overheard: ImportSummary[] = [];
    watcher.socket.on('import:changed', (changed) => heard.push(changed));
    for (const each of [stranger, student]) each.socket.on('import:changed', (changed) => overheard.push(changed));
    expect(await watcher.watch('imports', 'own')).toEqual({ ok: true });
    expect(await stranger.watch('imports', 'own')).toEqual({ ok: true });
    expect(await student.watch('imports', 'own')).toEqual({ error: 'not-found' });
    const id = randomUUID();
    const begun = Date.now();
    const { sent } = await whileVersionsWait(async () => {
      const answer = author.call('POST', '/api/v1/problems', formOf(zipOf(MANY), { slug: uniqueName('live'), importId: id }));
      await untilSaving(id);
      return { sent: answer };
    });
    expect((await sent).status).toBe(201);
    await vi.waitFor(() => expect(heard.at(-1)).toMatchObject({ id, state: 'imported', version: 1 }), { timeout: 5_000 });
    const seconds = (Date.now() - begun) / 1000;
    expect(heard.length).toBeLessThan(6 + 5 * seconds);
    expect(heard.some(({ stage, done, total }) => stage !== 'saving' && done < total && total > 100)).toBe(true);
    expect(overheard).toEqual([]);
    expect(await watcher.unwatch('imports', 'own')).toEqual({ ok: true });
    for (const each of [watcher, stranger, student]) each.close();
  });
});

it('goes on when its client goes away after the file has arrived', async () => {
  const [id, slug] = [randomUUID(), uniqueName('left')];
  await whileVersionsWait(async () => {
    const leaving = new AbortController();
    const gone = fetch(`${server.url}/api/v1/problems`, { method: 'POST', headers: { authorization: `Bearer ${author.token}` }, body: formOf(zipOf(aTree()), { slug, importId: id }), signal: leaving.signal });
    await untilSaving(id);
    leaving.abort();
    await expect(gone).rejects.toThrow();
  });
  await vi.waitFor(async () => expect(await read(id)).toMatchObject({ state: 'imported', problem: slug, version: 1 }), { timeout: 10_000 });
  expect((await author.call('GET', `/api/v1/problems/${slug}`)).status).toBe(200);
});

describe('a server that is killed while it imports', () => {
  let child: ChildProcess;
  let url: string;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'arbiter-killed-'));
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', 'server/main.ts'], {
      env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', DATABASE_URL: server.databaseUrl, ARBITER_DATA: folder, ARBITER_LOG_LEVEL: 'silent' }, stdio: 'ignore',
    });
    await vi.waitFor(async () => expect((await fetch(`${url}/healthz`)).status).toBe(200), { timeout: 60_000, interval: 200 });
  }, 90_000);
  afterAll(() => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  it('leaves an import that says it was stopped, and nothing half-made', { timeout: 60_000 }, async () => {
    const [id, slug] = [randomUUID(), uniqueName('killed')];
    const marker = `only in this package ${slug}\n`;
    const there = clientOf(url, { authorization: `Bearer ${author.token}` });
    await whileVersionsWait(async () => {
      const lost = there('POST', '/api/v1/problems', formOf(zipOf(aTree({ 'data/secret/hush.ans': marker })), { slug, importId: id })).then(
        () => 'answered',
        () => 'lost',
      );
      await untilSaving(id);
      const exited = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await exited;
      expect(await lost).toBe('lost');
    });
    // As long as it may only be slow, it is not given up.
    expect(await settleImports(server.db)).toBe(0);
    expect(await read(id)).toMatchObject({ state: 'running' });
    await server.db.execute(sql`update imports set alive_at = now() - interval '21 seconds' where id = ${id}`);
    expect(await settleImports(server.db)).toBe(1);
    expect(await read(id)).toMatchObject({ state: 'stopped', failure: { code: 'unavailable', message: expect.stringContaining('send it again') as string }, result: null });

    expect((await author.call('GET', `/api/v1/problems/${slug}`)).status).toBe(404);
    const count = async (table: string) => Number((await server.db.execute(sql`select count(*) from ${sql.identifier(table)}`)).rows[0]?.['count']);
    const before = await count('blobs');
    await server.db.execute(sql`update blobs set created_at = now() - interval '2 hours'`);
    expect(await deleteUnusedBlobs(server.db)).toBeGreaterThan(0);
    expect(await count('blobs')).toBeLessThan(before);

    // And the same package comes in when it is sent again.
    expect((await author.call('POST', '/api/v1/problems', formOf(zipOf(aTree({ 'data/secret/hush.ans': marker })), { slug }))).body).toMatchObject({ slug, version: 1 });
  });
});

it('keeps the files of an import that is at work, however long it takes', async () => {
  const [id, slug] = [randomUUID(), uniqueName('slow')];
  const sent = await whileVersionsWait(async () => {
    const answer = author.call('POST', '/api/v1/problems', formOf(zipOf(aTree({ 'data/secret/hush.ans': `${slug}\n` })), { slug, importId: id }));
    await untilSaving(id);
    await server.db.execute(sql`update imports set created_at = now() - interval '5 hours' where id = ${id}`);
    await server.db.execute(sql`update blobs b set created_at = now() - interval '4 hours' where not exists (select from version_blobs v where v.hash = b.hash)`);
    expect(await deleteUnusedBlobs(server.db)).toBe(0);
    return { answer };
  });
  expect((await sent.answer).status).toBe(201);
});

it('says that it is alive while it works, so that nobody takes it for dead', { timeout: 30_000 }, async () => {
  const id = randomUUID();
  const sent = await whileVersionsWait(async () => {
    const answer = author.call('POST', '/api/v1/problems', formOf(zipOf(aTree()), { slug: uniqueName('alive'), importId: id }));
    await untilSaving(id);
    const silence = async () => Number((await server.db.execute(sql`select extract(epoch from now() - alive_at) as s from imports where id = ${id}`)).rows[0]?.['s']);
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    expect(await silence()).toBeLessThan(5);
    return { answer };
  });
  expect((await sent.answer).status).toBe(201);
});

it('removes what killed servers had unpacked, and nothing that is in flight', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'arbiter-uploads-'));
  try {
    for (const name of ['old', 'fresh']) {
      mkdirSync(join(folder, name, 'unpacked'), { recursive: true });
      writeFileSync(join(folder, name, 'upload'), 'zip');
    }
    const then = new Date(Date.now() - 7 * 3600 * 1000);
    utimesSync(join(folder, 'old'), then, then);
    await removeAbandonedUploads(folder);
    expect(readdirSync(folder)).toEqual(['fresh']);
    await removeAbandonedUploads(join(folder, 'none'));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise<void>((resolve) => probe.close(() => resolve()));
  return port;
}
