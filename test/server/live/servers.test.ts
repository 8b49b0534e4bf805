/** Live channels that are set up otherwise than the test server's own: several at once, impatient, without a database. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { changeAccount } from '#database/accounts.js';
import { close, connect, type Database } from '#database/connect.js';
import { finishJudging } from '#database/queue.js';
import { readServerConfig } from '#server/config.js';
import { PasswordQueue } from '#server/accounts/password-queue.js';
import { Boards } from '#server/contests/boards.js';
import { startLive } from '#server/live/live.js';
import { startTestServer, type TestServer } from '#test/support/server.js';
import { aResult, createProblem, createSubmission } from '#test/support/world.js';
import { ContestWorld } from '../contests/world.js';
import { claimOf, startJudge } from '../submissions/judged.js';
import { connectWatcher } from './watcher.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

async function startAnother(options: { db?: Database; recheckMs?: number; onFinished?: () => void } = {}): Promise<{ url: string; close: () => Promise<void> }> {
  const httpServer = createServer();
  const { db = server.db, onFinished = () => undefined, recheckMs } = options;
  const log = pino({ level: 'silent' });
  const services = { db, config: readServerConfig({}), log, boards: new Boards(db), passwords: new PasswordQueue(db, log) };
  const live = await startLive({ httpServer, services, databaseUrl: server.databaseUrl, onFinished, ...(recheckMs === undefined ? {} : { recheckMs }) });
  await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(httpServer.address() as AddressInfo).port}`,
    close: async () => {
      await live.close();
      httpServer.closeAllConnections();
      await new Promise<void>((resolve) => httpServer.close(() => resolve()));
    },
  };
}

const soon = (assert: () => void) => vi.waitFor(assert, { timeout: 5_000, interval: 10 });

describe('a socket whose sign-in is over', () => {
  it.each([
    ['its token is revoked', async (token: string) => {
      const { body } = await server.anonymous('GET', '/api/v1/tokens', undefined, { authorization: `Bearer ${token}` });
      await server.anonymous('DELETE', `/api/v1/tokens/${(body as { items: { id: string }[] }).items[0]!.id}`, undefined, { authorization: `Bearer ${token}` });
    }],
    ['its account is disabled', async (_token: string, id: string) => void (await changeAccount(server.db, id, { disabled: true }))],
    ['its account has another role', async (_token: string, id: string) => void (await changeAccount(server.db, id, { role: 'student' }))],
  ])('is cut off after %s, and not before', async (_what, end) => {
    const another = await startAnother({ recheckMs: 50 });
    try {
      const person = await server.person('instructor');
      const bystander = await connectWatcher(another.url, await server.person());
      const watcher = await connectWatcher(another.url, person);
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(watcher.socket.connected).toBe(true);
      await end(person.token, person.id);
      await soon(() => expect(watcher.socket.connected).toBe(false));
      expect(bystander.socket.connected).toBe(true);
      bystander.close();
    } finally {
      await another.close();
    }
  });

  it('is cut off after the browser signed out', async () => {
    const another = await startAnother({ recheckMs: 50 });
    try {
      const account = { username: 'signs-out', password: 'a long enough password' };
      await server.anonymous('POST', '/api/v1/accounts', { ...account, email: 'signs-out@example.org' });
      const signedIn = await server.anonymous('POST', '/api/v1/session', account);
      const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
      const watcher = await connectWatcher(another.url, { headers: { cookie } });
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(watcher.socket.connected).toBe(true);
      await server.anonymous('DELETE', '/api/v1/session', undefined, { cookie });
      await soon(() => expect(watcher.socket.connected).toBe(false));
    } finally {
      await another.close();
    }
  });
});

describe('several servers over one database', () => {
  it('each tell their own watchers, and each learn that a judging finished', async () => {
    const onFinished = vi.fn();
    const another = await startAnother({ onFinished });
    try {
      await startJudge(server.db);
      const owner = await server.person();
      const { id } = await createSubmission(server.db, { problem: await createProblem(server.db), accountId: owner.id });
      const watchers = [await connectWatcher(server.url, owner), await connectWatcher(another.url, owner)];
      for (const watcher of watchers) expect(await watcher.watch('submission', id)).toEqual({ ok: true });
      await finishJudging(server.db, await claimOf(server.db, id), aResult());
      for (const watcher of watchers) await soon(() => expect(watcher.finished).toMatchObject([{ id, verdict: 'accepted' }]));
      expect(onFinished).toHaveBeenCalled();
      for (const watcher of watchers) watcher.close();
    } finally {
      await another.close();
    }
  });
});

describe('a server whose database cannot be reached', () => {
  it('says so in a word, and nothing of its inside', async () => {
    const nowhere = connect('postgres://nobody:secret@127.0.0.1:1/nothing', { applicationName: 'nowhere', max: 1, onConnectionLost: () => undefined });
    const another = await startAnother({ db: nowhere });
    try {
      await expect(connectWatcher(another.url, { token: 'any' })).rejects.toThrow(/^unavailable$/);
    } finally {
      await another.close();
      await close(nowhere);
    }
  });
});

describe('a socket that watches a contest', () => {
  it('is where it would be if it came now: out of one that has become private, among the public where it takes part, told of balloons by who delivers them', async () => {
    const another = await startAnother({ recheckMs: 50 });
    try {
      await startJudge(server.db);
      const world = new ContestWorld(server, await server.person('instructor'));
      const { slug, problems } = await world.contest({ freezeSeconds: 4.5 * 3600, balloons: 'always' });
      const [member, colleague, runner] = [await world.join(slug), await server.person('instructor'), await server.person()];
      const helper = `/api/v1/contests/${slug}/helpers/${runner.username}`;
      expect((await world.jury.call('PUT', helper, { part: 'runner' })).status).toBe(204);
      const hears = async (proof: Parameters<typeof connectWatcher>[1]) => {
        const watcher = await connectWatcher(another.url, proof);
        const heard: string[] = [];
        watcher.socket.on('scoreboard:changed', ({ rows }) => heard.push(`solved ${rows[0]!.solved}`));
        watcher.socket.on('contest:site', ({ what }) => heard.push(what));
        expect(await watcher.watch('contest', slug)).toEqual({ ok: true });
        return { watcher, heard };
      };
      const [guest, own, jury, staff, runs] = [await hears(null), await hears(member), await hears(world.jury), await hears(colleague), await hears(runner)];
      await world.join(slug, colleague);
      await world.jury.call('DELETE', helper);
      await world.change(slug, { visibility: 'private' });
      await new Promise((resolve) => setTimeout(resolve, 500));
      for (const { heard } of [guest, own, jury, staff, runs]) heard.length = 0;
      const id = await world.submit(member, problems[0]!, slug);
      for (const { heard } of [own, staff]) await soon(() => expect(heard).toEqual(['solved 0']));
      await world.judge(id, 'accepted');
      await soon(() => expect(jury.heard).toEqual(expect.arrayContaining(['solved 1', 'balloons'])));
      expect([guest.heard, own.heard, staff.heard, runs.heard]).toEqual([[], ['solved 0'], ['solved 0'], []]);
      for (const { watcher } of [guest, own, jury, staff, runs]) watcher.close();
    } finally {
      await another.close();
    }
  });
});
