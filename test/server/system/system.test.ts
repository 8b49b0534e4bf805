import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'drizzle-orm';
import type { Status } from '#contract/status.js';
import { reportJudge, reportJudgeGone } from '#database/judges.js';
import { startTestServer, type Client, type TestServer } from '#test/support/server.js';
import { createProblem, createSubmission, uniqueName } from '#test/support/world.js';

const C = { id: 'c' as const, name: 'C', version: 'gcc 12.2.0', extensions: ['.c'], compileCommand: 'gcc', runCommand: './main' };
const INDEX = '<!doctype html><title>Arbiter</title>';
const SCRIPT = 'console.log("a script long enough to be worth packing")';

let server: TestServer;
let webFolder: string;
beforeAll(async () => {
  webFolder = mkdtempSync(join(tmpdir(), 'arbiter-web-test-'));
  mkdirSync(join(webFolder, 'assets'));
  writeFileSync(join(webFolder, 'index.html'), INDEX);
  writeFileSync(join(webFolder, 'assets/main-1a2b.js'), SCRIPT);
  writeFileSync(join(webFolder, 'assets/main-1a2b.js.br'), brotliCompressSync(SCRIPT));
  writeFileSync(join(webFolder, 'assets/plain-3c4d.css'), 'a{}');
  server = await startTestServer({ logLevel: 'silent', webFolder });
});
afterAll(async () => {
  await server.close();
  rmSync(webFolder, { recursive: true });
});

const describeJudge = (name: string) => ({ name, host: 'test', slots: 2, languages: [C], startedAt: new Date() });

describe('readiness', () => {
  it('needs a judge that lives', async () => {
    const name = uniqueName('judge');
    expect((await server.anonymous('GET', '/readyz')).status).toBe(503);
    await reportJudge(server.db, describeJudge(name));
    expect(await server.anonymous('GET', '/readyz')).toMatchObject({ status: 200, body: { ready: true, judges: 1 } });
    await reportJudgeGone(server.db, name);
    expect((await server.anonymous('GET', '/readyz')).status).toBe(503);
  });

  it('is not liveness, which needs nothing', async () => {
    expect((await server.anonymous('GET', '/healthz')).status).toBe(200);
  });
});

describe('languages and status', () => {
  it('are those of judges that live', async () => {
    const name = uniqueName('judge');
    expect((await server.anonymous('GET', '/api/v1/languages')).body).toEqual([]);
    await reportJudge(server.db, describeJudge(name));
    expect((await server.anonymous('GET', '/api/v1/languages')).body).toEqual([C]);
    const problem = await createProblem(server.db);
    await createSubmission(server.db, { problem, accountId: null });
    const status = await server.anonymous('GET', '/api/v1/status');
    expect(status.body).toMatchObject({ queue: { queued: 1, judging: 0 } });
    expect((status.body as { judges: { name: string; alive: boolean }[] }).judges.find((judge) => judge.name === name)).toMatchObject({ alive: true, slots: 2, busy: 0 });
    await reportJudgeGone(server.db, name);
    expect((await server.anonymous('GET', '/api/v1/languages')).body).toEqual([]);
  });
});

describe('the status', () => {
  it('tells everybody how steady the host of a judge is', async () => {
    const name = uniqueName('judge');
    const seen = async () => {
      const { judges, complaints } = (await server.anonymous('GET', '/api/v1/status')).body as Status;
      return { canary: judges.find((judge) => judge.name === name)?.canary, complaints: complaints.filter(({ kind }) => kind === 'judge-drifts') };
    };
    await reportJudge(server.db, describeJudge(name));
    expect(await seen()).toEqual({ canary: null, complaints: [] });
    const canary = { baselineMs: 11.2, lastMs: 13.4, measuredAt: new Date().toISOString(), steady: false };
    await reportJudge(server.db, { ...describeJudge(name), canary });
    expect(await seen()).toEqual({ canary, complaints: [{ kind: 'judge-drifts', judge: name, baselineMs: 11.2, lastMs: 13.4 }] });
    await reportJudgeGone(server.db, name);
    expect(await seen()).toEqual({ canary, complaints: [] });
  });

  it('tells what was judged in the last hour, and by whom', async () => {
    const name = uniqueName('judge');
    await reportJudge(server.db, describeJudge(name));
    const [problem, student] = [await createProblem(server.db), await server.person()];
    for (const [verdict, minutesAgo] of [['accepted', 2], ['judge-error', 4], ['accepted', 58], ['accepted', 70]] as const) {
      const { judgingId } = await createSubmission(server.db, { problem, accountId: student.id });
      await server.db.execute(sql`update judgings set judge = ${name}, verdict = ${verdict}, finished_at = now() - make_interval(mins => ${minutesAgo}), claimed_at = now() - make_interval(mins => ${minutesAgo}, secs => 3),
        queued_at = now() - make_interval(mins => ${minutesAgo}, secs => 5) where id = ${judgingId}`);
    }
    // The figures of the last hour may be some seconds old.
    const status = async (client: Client) => (await client('GET', '/api/v1/status')).body as Status;
    await expect.poll(async () => (await status(server.anonymous)).lastHour.finished, { timeout: 15_000, interval: 500 }).toBe(3);
    const seen = await status(student.call);
    expect(seen.lastHour.perFiveMinutes).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2]);
    expect([seen.lastHour.meanWaitSeconds, seen.lastHour.meanJudgingSeconds].map((seconds) => Math.round(seconds!))).toEqual([2, 3]);
    expect(seen.judges.find((judge) => judge.name === name)).toMatchObject({ finishedLastHour: 3, meanSeconds: expect.closeTo(3, 1) as unknown });
    // Of judge errors and of the machinery only staff are told.
    expect(seen).not.toHaveProperty('staff');
    expect(seen.complaints.map(({ kind }) => kind)).not.toContain('judge-errors');
    const staff = await status((await server.person('instructor')).call);
    expect(staff.staff).toMatchObject({ judgeErrorsLastHour: 1, database: { connections: expect.any(Number) as unknown } });
    expect(staff.complaints).toContainEqual({ kind: 'judge-errors', submissions: 1 });
    await reportJudgeGone(server.db, name);
    expect((await status(server.anonymous)).complaints).toEqual(expect.arrayContaining([{ kind: 'no-judge' }, expect.objectContaining({ kind: 'judge-away', judge: name })]));
  });
});

describe('metrics', () => {
  it('are open to this machine', async () => {
    const { status, body } = await server.anonymous('GET', '/metrics');
    expect(status).toBe(200);
    expect(body).toMatch(/^arbiter_queue_judgings\{state="queued"\} \d+$/m);
    expect(body).toMatch(/arbiter_http_request_seconds_count\{method="GET",route="\/healthz",status="200"\}/);
  });

  it.each(['x-forwarded-for', 'forwarded'])('are for admins where %s shows that a proxy stands between', async (header) => {
    const through = { [header]: header === 'forwarded' ? 'for=203.0.113.7' : '203.0.113.7' };
    const [student, admin] = await Promise.all([server.person(), server.person('admin')]);
    expect((await server.anonymous('GET', '/metrics', undefined, through)).status).toBe(403);
    expect((await student.call('GET', '/metrics', undefined, through)).status).toBe(403);
    expect((await admin.call('GET', '/metrics', undefined, through)).status).toBe(200);
  });
});

describe('the web pages', () => {
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(server.url + path, { headers: { accept: 'text/html', ...headers } });
    return { status: response.status, text: await response.text(), headers: response.headers };
  };

  it('are the application at every address that is not something else', async () => {
    for (const path of ['/', '/problems/hello', '/submissions/1?x=/../y']) {
      const { status, text, headers } = await get(path);
      expect({ status, text }).toEqual({ status: 200, text: INDEX });
      expect(headers.get('cache-control')).toBe('no-cache');
      expect(headers.get('content-type')).toMatch(/^text\/html/);
    }
  });

  it('have parts that are kept for ever, packed where the browser takes it', async () => {
    const packed = await get('/assets/main-1a2b.js', { 'accept-encoding': 'br' });
    expect(packed.text).toBe(SCRIPT);
    expect(packed.headers.get('content-encoding')).toBe('br');
    const plain = await get('/assets/main-1a2b.js', { 'accept-encoding': 'identity' });
    expect(plain.text).toBe(SCRIPT);
    expect(plain.headers.get('content-encoding')).toBeNull();
    for (const { headers } of [packed, plain]) {
      expect(headers.get('content-type')).toMatch(/^text\/javascript/);
      expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    }
    expect((await get('/assets/plain-3c4d.css', { 'accept-encoding': 'br' })).text).toBe('a{}');
  });

  it('do not stand in for what is missing', async () => {
    for (const path of ['/assets/gone-5e6f.js', '/api/v1/nothing', '/api/nothing']) expect((await get(path)).status).toBe(404);
    expect((await get('/picture.png', { accept: 'image/png' })).status).toBe(404);
  });

  it.each(['/..%2f..%2fetc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/assets/..%5c..%5cindex.html', '/assets/%00.js', '/.git/config'])('never leave their folder for %s', async (path) => {
    const { text } = await get(path);
    expect(text === INDEX || text.startsWith('{"error"')).toBe(true);
  });
});
