/** What administrators do with the accounts of others, and what keeps the last of them in office. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ManagedAccount } from '#contract/account.js';
import { startTestServer, type TestServer } from '#test/support/server.js';
import { createProblem, createSubmission, uniqueName } from '#test/support/world.js';

const PASSWORD = 'correct horse battery';
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ logLevel: 'silent', registration: 'open' });
});
afterAll(() => server.close());

const account = () => {
  const username = uniqueName('made');
  return { username, email: `${username}@example.org`, password: PASSWORD };
};

it('two administrators who take each other’s role at once do not both succeed', { timeout: 60_000 }, async () => {
  for (let round = 0; round < 8; round++) {
    const [one, other] = await Promise.all([server.person('admin'), server.person('admin')]);
    const change = round % 2 === 0 ? { role: 'student' } : { disabled: true };
    const answers = await Promise.all([one.call('PATCH', `/api/v1/accounts/${other.id}`, change), other.call('PATCH', `/api/v1/accounts/${one.id}`, change)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect([401, 403]).toContain(answers.find(({ status }) => status !== 200)?.status);
  }
});

describe('an account that an administrator makes', () => {
  it('has the role that they give it', async () => {
    const admin = await server.person('admin');
    for (const role of ['student', 'instructor', 'admin']) expect(await admin.call('POST', '/api/v1/accounts', { ...account(), role })).toMatchObject({ status: 201, body: { role } });
  });

  it('has no role that somebody else asks for', async () => {
    const instructor = await server.person('instructor');
    expect(await instructor.call('POST', '/api/v1/accounts', { ...account(), role: 'admin' })).toMatchObject({ status: 201, body: { role: 'student' } });
  });

  it('is made also where nobody may sign up', async () => {
    const closed = await startTestServer({ registration: 'closed', logLevel: 'silent' });
    try {
      const { insertAccount } = await import('#database/accounts.js');
      const { hashPassword } = await import('#server/accounts/secrets.js');
      await insertAccount(closed.db, { username: 'boss', email: 'boss@example.org', passwordHash: await hashPassword(PASSWORD), role: 'admin' });
      const signedIn = await closed.anonymous('POST', '/api/v1/session', { username: 'boss', password: PASSWORD });
      const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
      expect((await closed.anonymous('POST', '/api/v1/accounts', account())).status).toBe(403);
      expect((await closed.anonymous('POST', '/api/v1/accounts', account(), { cookie })).status).toBe(201);
    } finally {
      await closed.close();
    }
  });
});

describe('the list of accounts', () => {
  const find = async (username: string) => {
    const admin = await server.person('admin');
    return ((await admin.call('GET', `/api/v1/accounts?search=${username}`)).body as { items: ManagedAccount[] }).items[0]!;
  };

  it('tells when somebody was last active: by signing in, a token, a submission or a draft', async () => {
    const made = account();
    await server.anonymous('POST', '/api/v1/accounts', made);
    expect((await find(made.username)).lastActiveAt).toBeNull();
    const before = Date.now();
    const signedIn = await server.anonymous('POST', '/api/v1/session', made);
    const { lastActiveAt } = await find(made.username);
    expect(Date.parse(lastActiveAt!)).toBeGreaterThan(before - 5_000);
    // Signed out, the session is gone; what was submitted tells on.
    await server.anonymous('DELETE', '/api/v1/session', undefined, { cookie: signedIn.headers.get('set-cookie')!.split(';')[0]! });
    expect((await find(made.username)).lastActiveAt).toBeNull();
    const problem = await createProblem(server.db);
    await createSubmission(server.db, { problem, accountId: (await find(made.username)).id });
    expect((await find(made.username)).lastActiveAt).not.toBeNull();
  });

  it('shows those who may sign in, or those who may not', async () => {
    const admin = await server.person('admin');
    const person = await server.person();
    const listed = async (disabled: boolean) => ((await admin.call('GET', `/api/v1/accounts?search=${person.username}&disabled=${disabled}`)).body as { items: ManagedAccount[] }).items.length;
    expect([await listed(false), await listed(true)]).toEqual([1, 0]);
    await admin.call('PATCH', `/api/v1/accounts/${person.id}`, { disabled: true });
    expect([await listed(false), await listed(true)]).toEqual([0, 1]);
  });
});
