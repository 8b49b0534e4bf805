/** What every endpoint has in common: forged, broken, oversized and hostile requests; limits; headers. */
import { connect as connectTcp } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { ENDPOINTS, type Endpoint, type EndpointName } from '#contract/endpoints.js';
import { readServerConfig } from '#server/config.js';
import { RATE_LIMITS } from '#server/http/rate-limit.js';
import { startTestServer, type Person, type TestServer } from '#test/support/server.js';
import { createProblem, uniqueName } from '#test/support/world.js';

const PASSWORD = 'correct horse battery';

let server: TestServer;
let admin: Person;
let cookie: string;
beforeAll(async () => {
  server = await startTestServer({ logLevel: 'silent', publicUrl: 'https://judge.example.org' });
  admin = await server.person('admin');
  const signedIn = await server.anonymous('POST', '/api/v1/session', { username: admin.username, password: PASSWORD });
  cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
});
afterAll(() => server.close());

describe('a write with the cookie', () => {
  const write = (headers: Record<string, string>) => server.anonymous('POST', '/api/v1/tokens', { name: 'forged?' }, { cookie, ...headers });

  it.each([
    ['of another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['of a sibling site', { 'sec-fetch-site': 'same-site', origin: 'https://blog.example.org' }],
    ['of another site, in a browser without Sec-Fetch-Site', { origin: 'https://evil.example' }],
    ['without an origin of its own', { origin: 'null' }],
    ['of another port of this host', { origin: 'http://127.0.0.1:1' }],
  ])('from a page %s is refused', async (_name, headers) => {
    expect(await write(headers)).toMatchObject({ status: 403, body: { error: { code: 'csrf-failed' } } });
  });

  it.each([
    ['our own page', () => ({ 'sec-fetch-site': 'same-origin' })],
    ['our own page, in a browser without Sec-Fetch-Site', () => ({ origin: server.url })],
    ['the public address', () => ({ origin: 'https://judge.example.org' })],
    ['a program', () => ({})],
  ])('from %s is taken', async (_name, headers) => {
    expect((await write(headers())).status).toBe(201);
  });

  it('is also refused for signing in: nobody is signed in as somebody else unawares', async () => {
    const answer = await server.anonymous('POST', '/api/v1/session', { username: admin.username, password: PASSWORD }, { origin: 'https://evil.example' });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it('is not excused by a bearer token that is not valid', async () => {
    expect((await write({ origin: 'https://evil.example', authorization: 'Bearer nothing' })).status).toBe(401);
  });
});

describe('a body', () => {
  it.each([
    ['that is no JSON', '{"name":', {}],
    ['that is JSON but no object', '"text"', {}],
    ['in a form, as a page of another site could send it', 'name=x', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['of plain text', '{"name":"x"}', { 'content-type': 'text/plain' }],
    ['in a charset that is not known', '{"name":"x"}', { 'content-type': 'application/json; charset=klingon' }],
    ['packed in a way that is not known', '{"name":"x"}', { 'content-encoding': 'zip' }],
  ])('%s is a bad request', async (_name, body, headers) => {
    expect(await admin.call('POST', '/api/v1/tokens', body, headers)).toMatchObject({ status: 400, body: { error: { code: 'bad-request' } } });
  });

  it('with an array, or nothing, names what is missing', async () => {
    for (const body of ['[]', undefined]) expect((await admin.call('POST', '/api/v1/tokens', body)).status).toBe(422);
  });

  it('that nests without end is answered all the same', async () => {
    const deep = '['.repeat(45_000) + ']'.repeat(45_000);
    expect((await admin.call('POST', '/api/v1/tokens', `{"name":${deep}}`)).status).toBe(422);
  });

  it('is small, but for programs', async () => {
    const text = 'x'.repeat(1024 * 1024);
    expect(await server.anonymous('POST', '/api/v1/session', { username: text, password: 'x' })).toMatchObject({ status: 413, body: { error: { code: 'too-large' } } });
    const program = (bytes: number) => admin.call('POST', '/api/v1/submissions', { problem: 'none', language: 'c', files: [{ name: 'a.c', content: 'x'.repeat(bytes) }] });
    expect((await program(9 * 1024 * 1024)).status).toBe(404);
    expect((await program(11 * 1024 * 1024)).status).toBe(413);
  });
});

/** Values for every field, of kinds that have broken servers before; no field of any call takes one of the former. */
const WRONG_EVERYWHERE = ['an object', 'NUL', 'half a surrogate pair', '90 kB', 'nothing but blanks'];
const HOSTILE: [string, unknown][] = [
  ['nothing', undefined],
  ['null', null],
  ['a number', 1e308],
  ['a list', []],
  ['an object', { $ne: null, toString: 1 }],
  ['NUL', 'a\u0000b'],
  ['half a surrogate pair', 'a\ud800b'],
  ['90 kB', 'x'.repeat(90_000)],
  ['SQL', "'; drop table accounts; --"],
  ['a prototype', '__proto__'],
  ['nothing but blanks', '   '],
  ['right-to-left marks', '\u202e\u0000\ufeff'],
];

const withBody = (Object.entries(ENDPOINTS) as [EndpointName, Endpoint][]).filter(([, endpoint]) => endpoint.body !== undefined && endpoint.upload === undefined);
const withQuery = (Object.entries(ENDPOINTS) as [EndpointName, Endpoint][]).filter(([, endpoint]) => endpoint.query !== undefined);
const withParameters = (Object.entries(ENDPOINTS) as [EndpointName, Endpoint][]).filter(([, endpoint]) => endpoint.parameters !== undefined);

describe('hostile values', () => {
  it('meet every kind of endpoint', () => {
    expect([withBody.length, withQuery.length, withParameters.length].every((count) => count >= 3)).toBe(true);
  });

  it.each(withBody)('in the body of %s are never our fault', async (name, endpoint) => {
    const problem = await createProblem(server.db, { ownerId: admin.id });
    const path = endpoint.path.replace('{slug}', problem.slug).replace('{id}', admin.id);
    const fields = Object.keys((endpoint.body as z.ZodObject).shape);
    for (const [what, value] of HOSTILE) {
      const body = Object.fromEntries(fields.map((field) => [field, value]));
      const { status } = await admin.call(endpoint.method.toUpperCase(), path, JSON.stringify(body));
      expect(status, `${name} with ${what}`).toBeLessThan(500);
      if (WRONG_EVERYWHERE.includes(what)) expect(status, `${name} with ${what}`).toBeGreaterThanOrEqual(400);
    }
  });

  it.each(withQuery)('in the query of %s are never our fault', async (name, endpoint) => {
    const fields = Object.keys((endpoint.query as z.ZodObject).shape);
    for (const field of fields) {
      for (const value of ['%00', '%ed%a0%80', 'x'.repeat(8000), "'%20or%201=1--", '%', '-1', '1e99', `a&${field}=b`, '']) {
        const { status } = await admin.call('GET', `${endpoint.path}?${field}=${value}`);
        expect(status, `${name} with ${field}=${value.slice(0, 20)}`).toBeLessThan(500);
      }
    }
  });

  it.each(withQuery.filter(([, { query }]) => query && 'cursor' in query.shape))('as the page of %s are refused', async (_, endpoint) => {
    const problem = await createProblem(server.db, { ownerId: admin.id });
    await admin.call('POST', '/api/v1/contests', { slug: problem.slug, name: 'Paged', format: 'icpc', startsAt: new Date().toISOString(), durationSeconds: 3600 });
    // Nothing has this id: what is asked wrongly is told first, and a cursor is read where there is something to list.
    const path = endpoint.path.replace('{slug}', problem.slug).replace('{id}', admin.id);
    expect((await admin.call('GET', `${path}?limit=0`)).status).toBe(422);
    expect((await admin.call('GET', `${path}?cursor=AA`)).status).toBe(endpoint.path.includes('{id}') ? 404 : 422);
  });

  it.each(withParameters)('in the path of %s name nothing', async (name, endpoint) => {
    for (const value of ['%00', '%ed%a0%80', '%ff', 'x'.repeat(4000), "'--", '..%2f..%2fetc%2fpasswd', '__proto__', '%20']) {
      const path = endpoint.path.replaceAll(/\{\w+\}/g, value);
      const body = endpoint.upload === undefined ? undefined : new FormData();
      const { status } = await admin.call(endpoint.method.toUpperCase(), path, body);
      expect([400, 404, 422], `${name} with ${value.slice(0, 20)}`).toContain(status);
    }
  });

  it('in the head of the request do no harm', async () => {
    expect((await admin.call('GET', '/api/v1/me', undefined, { cookie: 'arbiter_session=%E0%A4%A; =;;' })).status).toBe(200);
    expect((await server.anonymous('GET', '/api/v1/problems', undefined, { cookie: 'arbiter_session=%E0%A4%A' })).status).toBe(200);
    expect((await admin.call('POST', '/api/v1/submissions', { problem: 'x', language: 'c', files: [{ name: 'a.c', content: 'x' }] }, { 'idempotency-key': 'x'.repeat(300) })).status).toBe(400);
  });

  it('leave a server that answers to a connection that talks nonsense', async () => {
    const { port } = new URL(server.url);
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connectTcp(Number(port), '127.0.0.1', () => socket.write('GET /%00 HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n'));
      socket.once('data', (data) => resolve(data.toString()));
      socket.once('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400/);
    expect((await server.anonymous('GET', '/healthz')).status).toBe(200);
  });
});

describe('every answer', () => {
  it('forbids foreign scripts and guessing of types, and names no software', async () => {
    for (const path of ['/api/v1/problems', '/api/docs', '/nothing', '/healthz']) {
      const { headers } = await server.anonymous('GET', path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("object-src 'none'");
      expect(policy.match(/script-src[^;]*/)?.[0]).not.toMatch(/unsafe|data:|\*/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  it('is not kept where it is somebody’s', async () => {
    for (const path of ['/api/v1/me', '/API/v1/me']) expect((await admin.call('GET', path)).headers.get('cache-control'), path).toBe('no-store');
  });

  it('of an unknown address is an error like any other, and leads nowhere', async () => {
    for (const path of ['/api/v1/nothing', '/api/v1/problems/', '//evil.example/', '/\\evil.example']) {
      const { status, body, headers } = await server.anonymous('GET', path.replace('\\', '%5C'));
      expect(headers.get('location')).toBeNull();
      if (path !== '/api/v1/problems/') expect({ status, body: body as unknown }).toMatchObject({ status: 404, body: { error: { code: 'not-found' } } });
    }
  });
});

describe('limits', () => {
  it('hold for guessing a password, and not for signing in with it', async () => {
    const limited = await startTestServer({ logLevel: 'silent', rateLimitFactor: 1 });
    try {
      const { username } = await limited.person();
      const attempt = (password: string) => limited.anonymous('POST', '/api/v1/session', { username, password });
      for (let tries = 0; tries < 12; tries += 1) expect((await attempt(PASSWORD)).status).toBe(200);
      for (let tries = 0; tries < 10; tries += 1) expect((await attempt('wrong')).status).toBe(401);
      const refused = await attempt(PASSWORD);
      expect(refused).toMatchObject({ status: 429, body: { error: { code: 'rate-limited' } } });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      // Somebody else at the same address signs in all the same.
      const other = await limited.person();
      expect((await other.call('GET', '/api/v1/me')).status).toBe(200);
    } finally {
      await limited.close();
    }
  });

  it('hold for students who submit; tokens of staff are exempt, their cookies are not', async () => {
    const limited = await startTestServer({ logLevel: 'silent', rateLimitFactor: 1 });
    try {
      const count = RATE_LIMITS.createSubmission![0]!.count;
      const [student, instructor] = await Promise.all([limited.person(), limited.person('instructor')]);
      const submission = { problem: uniqueName('none'), language: 'c', files: [{ name: 'a.c', content: 'x' }] };
      const signedIn = await limited.anonymous('POST', '/api/v1/session', { username: instructor.username, password: PASSWORD });
      const byCookie = { cookie: signedIn.headers.get('set-cookie')!.split(';')[0]! };
      const statuses = async (send: () => Promise<{ status: number }>) => {
        const got: number[] = [];
        for (let sent = 0; sent <= count; sent += 1) got.push((await send()).status);
        return got;
      };
      const limitedStatuses = [...Array<number>(count).fill(404), 429];
      expect(await statuses(() => student.call('POST', '/api/v1/submissions', submission))).toEqual(limitedStatuses);
      expect(await statuses(() => limited.anonymous('POST', '/api/v1/submissions', submission, byCookie))).toEqual(limitedStatuses);
      expect(await statuses(() => instructor.call('POST', '/api/v1/submissions', submission))).not.toContain(429);
    } finally {
      await limited.close();
    }
  });
});

describe('the configuration', () => {
  it('has working defaults', () => {
    expect(readServerConfig({})).toMatchObject({ port: 3000, host: '127.0.0.1', registration: 'open', trustProxy: 'loopback', rateLimitFactor: 1, checkResponses: false });
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['ARBITER_PUBLIC_URL', 'ftp://judge.example.org'],
    ['ARBITER_REGISTRATION', 'maybe'],
    ['ARBITER_PACKAGE_LIMIT_MIB', '0'],
    ['ARBITER_TRUST_PROXY', 'everybody'],
    ['ARBITER_TRUST_PROXY', '10.0.0.0/8,'],
    ['ARBITER_LOG_LEVEL', 'loud'],
  ])('says that %s=%s is wrong', (name, value) => {
    expect(() => readServerConfig({ [name]: value })).toThrow(name);
  });

  it.each([
    ['1', 1],
    ['loopback, 10.0.0.0/8', 'loopback, 10.0.0.0/8'],
    ['::1', '::1'],
  ])('takes ARBITER_TRUST_PROXY=%s', async (given, expected) => {
    const { trustProxy } = readServerConfig({ ARBITER_TRUST_PROXY: given });
    expect(trustProxy).toBe(expected);
    const behind = await startTestServer({ logLevel: 'silent', trustProxy });
    await behind.close();
  });
});
