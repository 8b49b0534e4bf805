import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sessions } from '#database/schema.js';
import { startTestServer, type TestServer } from '#test/support/server.js';
import { uniqueName } from '#test/support/world.js';

const PASSWORD = 'correct horse battery';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ logLevel: 'silent' });
});
afterAll(() => server.close());

async function signUp(username = uniqueName('a')): Promise<{ username: string; email: string; id: string }> {
  const email = `${username}@example.org`;
  const { status, body } = await server.anonymous('POST', '/api/v1/accounts', { username, email, password: PASSWORD });
  expect(status).toBe(201);
  return { username, email, id: (body as { id: string }).id };
}

async function signIn(username: string, password = PASSWORD, headers: Record<string, string> = {}) {
  const answer = await server.anonymous('POST', '/api/v1/session', { username, password }, headers);
  const line = answer.headers.get('set-cookie') ?? '';
  return { ...answer, line, cookie: line.split(';')[0]! };
}

const me = async (headers: Record<string, string>) => (await server.anonymous('GET', '/api/v1/me', undefined, headers)).status;

describe('signing up', () => {
  it('makes a student, whatever else was asked for, and tells no password', async () => {
    const username = uniqueName('a');
    const { status, body } = await server.anonymous('POST', '/api/v1/accounts', { username, email: `${username}@example.org`, password: PASSWORD, role: 'admin' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ username, role: 'student' });
    expect(JSON.stringify(body)).not.toMatch(/password|hash/i);
  });

  it('refuses a name and an address that are taken, whatever their case', async () => {
    const { username, email } = await signUp();
    const again = await server.anonymous('POST', '/api/v1/accounts', { username: username.toUpperCase(), email: 'other@example.org', password: PASSWORD });
    expect(again).toMatchObject({ status: 409, body: { error: { code: 'conflict', details: [{ path: 'username' }] } } });
    const sameAddress = await server.anonymous('POST', '/api/v1/accounts', { username: uniqueName('b'), email: email.toUpperCase(), password: PASSWORD });
    expect(sameAddress).toMatchObject({ status: 409, body: { error: { details: [{ path: 'email' }] } } });
  });

  it('names every field that is wrong', async () => {
    const { status, body } = await server.anonymous('POST', '/api/v1/accounts', { username: ' x', email: 'nobody', password: 'short' });
    expect(status).toBe(422);
    expect((body as { error: { details: { path: string }[] } }).error.details.map(({ path }) => path)).toEqual(['username', 'email', 'password']);
  });

  it('is refused where registration is closed', async () => {
    const closed = await startTestServer({ registration: 'closed', logLevel: 'silent' });
    try {
      const username = uniqueName('a');
      expect((await closed.anonymous('POST', '/api/v1/accounts', { username, email: `${username}@example.org`, password: PASSWORD })).status).toBe(403);
    } finally {
      await closed.close();
    }
  });
});

describe('signing in', () => {
  it('takes the name or the address, and sets a cookie that scripts and other sites cannot use', async () => {
    const { username, email, id } = await signUp();
    for (const login of [username, username.toUpperCase(), email]) {
      const { status, body, line, cookie } = await signIn(login);
      expect(status).toBe(200);
      expect(body).toMatchObject({ account: { id } });
      expect(line).toMatch(/^arbiter_session=[\w-]{43};/);
      expect(line).toMatch(/HttpOnly/);
      expect(line).toMatch(/SameSite=Lax/);
      expect(line).not.toMatch(/Secure/);
      expect(await me({ cookie })).toBe(200);
    }
  });

  it('marks the cookie Secure behind TLS', async () => {
    const { username } = await signUp();
    expect((await signIn(username, PASSWORD, { 'x-forwarded-proto': 'https' })).line).toMatch(/Secure/);
  });

  it('answers alike for a wrong password and a name that nobody has', async () => {
    const { username } = await signUp();
    const wrong = await signIn(username, 'wrong horse battery');
    const nobody = await signIn(uniqueName('nobody'), PASSWORD);
    expect(wrong).toMatchObject({ status: 401, body: { error: { code: 'wrong-credentials' } }, line: '' });
    expect(nobody.body).toEqual(wrong.body);
  });

  it('never takes over a session that the browser brought along', async () => {
    const { username } = await signUp();
    const planted = 'arbiter_session=planted-by-somebody';
    const { cookie } = await signIn(username, PASSWORD, { cookie: planted });
    expect(cookie).not.toBe(planted);
    expect(await me({ cookie: planted })).toBe(401);
    const second = await signIn(username, PASSWORD, { cookie });
    expect(second.cookie).not.toBe(cookie);
    expect(await me({ cookie })).toBe(401);
    expect(await me({ cookie: second.cookie })).toBe(200);
  });

  it('stores no secret that opens anything', async () => {
    const { username } = await signUp();
    const { cookie } = await signIn(username);
    const stored = (await server.db.select().from(sessions)).map(({ tokenHash }) => tokenHash);
    expect(stored.length).toBeGreaterThan(0);
    expect(stored).not.toContain(cookie.split('=')[1]);
    for (const hash of stored) expect(await me({ cookie: `arbiter_session=${hash}` })).toBe(401);
  });

  it('ends with signing out', async () => {
    const { username } = await signUp();
    const { cookie } = await signIn(username);
    const out = await server.anonymous('DELETE', '/api/v1/session', undefined, { cookie });
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toMatch(/^arbiter_session=;/);
    expect(await me({ cookie })).toBe(401);
  });
});

describe('tokens', () => {
  it('are shown once, listed without their secret, and open nothing once revoked', async () => {
    const person = await server.person();
    const made = await person.call('POST', '/api/v1/tokens', { name: 'laptop' });
    const { id, token } = made.body as { id: string; token: string };
    const listed = await person.call('GET', '/api/v1/tokens');
    expect((listed.body as { items: { id: string }[] }).items.map((item) => item.id)).toContain(id);
    expect(JSON.stringify(listed.body)).not.toContain(token);
    expect(await me({ authorization: `Bearer ${token}` })).toBe(200);
    expect((await person.call('DELETE', `/api/v1/tokens/${id}`)).status).toBe(204);
    expect(await me({ authorization: `Bearer ${token}` })).toBe(401);
    expect((await person.call('DELETE', `/api/v1/tokens/${id}`)).status).toBe(404);
  });

  it.each(['Bearer', 'Bearer nothing', 'Basic YTpi', 'Bearer a b'])('%s is refused, not taken for nobody', async (authorization) => {
    expect((await server.anonymous('GET', '/api/v1/problems', undefined, { authorization })).status).toBe(401);
  });

  it('are fifty at most', async () => {
    const person = await server.person();
    for (let made = 1; made < 50; made += 1) expect((await person.call('POST', '/api/v1/tokens', { name: `token ${made}` })).status).toBe(201);
    expect((await person.call('POST', '/api/v1/tokens', { name: 'one more' })).status).toBe(409);
  });
});

describe('an admin', () => {
  it('disables an account: its sessions and tokens end, and it cannot sign in', async () => {
    const [admin, person] = await Promise.all([server.person('admin'), server.person()]);
    const { cookie } = await signIn(person.username);
    expect(await me({ cookie })).toBe(200);
    const answer = await admin.call('PATCH', `/api/v1/accounts/${person.id}`, { disabled: true });
    expect(answer).toMatchObject({ status: 200, body: { disabled: true } });
    expect(await me({ cookie })).toBe(401);
    expect((await person.call('GET', '/api/v1/me')).status).toBe(401);
    expect((await signIn(person.username)).status).toBe(401);
    await admin.call('PATCH', `/api/v1/accounts/${person.id}`, { disabled: false });
    expect(await me({ cookie })).toBe(401);
    expect((await signIn(person.username)).status).toBe(200);
  });

  it('sets a new password: the old one and every sign-in with it are over', async () => {
    const [admin, person] = await Promise.all([server.person('admin'), server.person()]);
    const { cookie } = await signIn(person.username);
    await admin.call('PATCH', `/api/v1/accounts/${person.id}`, { password: 'another horse battery' });
    expect(await me({ cookie })).toBe(401);
    expect((await signIn(person.username)).status).toBe(401);
    expect((await signIn(person.username, 'another horse battery')).status).toBe(200);
  });

  it('gives a role, which holds at once for tokens that are there', async () => {
    const [admin, person] = await Promise.all([server.person('admin'), server.person()]);
    expect((await person.call('GET', '/api/v1/me')).body).toMatchObject({ role: 'student', may: { importProblems: false, administer: false, seeAllSubmissions: false } });
    await admin.call('PATCH', `/api/v1/accounts/${person.id}`, { role: 'instructor' });
    expect((await person.call('GET', '/api/v1/me')).body).toMatchObject({ role: 'instructor', may: { importProblems: true, administer: false, seeAllSubmissions: true } });
  });

  it.each([{ disabled: true }, { role: 'student' }])('does not lock themselves out by %j', async (change) => {
    const admin = await server.person('admin');
    expect((await admin.call('PATCH', `/api/v1/accounts/${admin.id}`, change)).status).toBe(409);
  });

  it('finds accounts by part of the name, taking wildcards as they are', async () => {
    const admin = await server.person('admin');
    const person = await server.person('student', uniqueName('find.me'));
    const found = await admin.call('GET', `/api/v1/accounts?search=${person.username.slice(2).toUpperCase()}`);
    expect((found.body as { items: { id: string }[] }).items.map(({ id }) => id)).toEqual([person.id]);
    for (const wildcard of ['%25', '_']) expect((await admin.call('GET', `/api/v1/accounts?search=${wildcard}`)).body).toMatchObject({ items: [] });
  });
});

describe('changing the own password', () => {
  const change = (cookie: string, body: unknown) => server.anonymous('PUT', '/api/v1/me/password', body, { cookie });

  it('ends every other sign-in, and keeps this one', async () => {
    const { username } = await signUp();
    const [here, there] = [await signIn(username), await signIn(username)];
    expect((await change(here.cookie, { current: PASSWORD, password: 'battery staple horse' })).status).toBe(204);
    expect(await me({ cookie: here.cookie })).toBe(200);
    expect(await me({ cookie: there.cookie })).toBe(401);
    expect((await signIn(username)).status).toBe(401);
    expect((await signIn(username, 'battery staple horse')).status).toBe(200);
  });

  it('is refused without the present one, and with one that is too short', async () => {
    const { username } = await signUp();
    const { cookie } = await signIn(username);
    expect(await change(cookie, { current: 'not it', password: 'battery staple horse' })).toMatchObject({ status: 422, body: { error: { details: [{ path: 'current', message: 'This is not your password' }] } } });
    expect(await change(cookie, { current: PASSWORD, password: 'short' })).toMatchObject({ status: 422, body: { error: { details: [{ path: 'password' }] } } });
    expect((await signIn(username)).status).toBe(200);
  });
});
