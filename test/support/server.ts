/** A real server for tests: createApp and the live channel on a free port, over a database of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Role } from '#contract/account.js';
import { changeAccount, selectOptionalAccountByLogin } from '#database/accounts.js';
import { close, connect, type Database } from '#database/connect.js';
import { createApp } from '#server/app.js';
import type { ServerConfig } from '#server/config.js';
import { PasswordQueue } from '#server/accounts/password-queue.js';
import { Boards } from '#server/contests/boards.js';
import { startLive } from '#server/live/live.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { uniqueName } from './world.js';

export interface TestServer {
  url: string;
  db: Database;
  databaseUrl: string;
  /** Signs up over HTTP, and gives the account a role. */
  person: (role?: Role, username?: string) => Promise<Person>;
  /** A request without any sign-in. */
  anonymous: Client;
  close: () => Promise<void>;
}

export interface Answer {
  status: number;
  /** Parsed JSON; undefined where there is none. */
  // The tests look into answers of many shapes; the server checks each against the contract.
  body: any; // eslint-disable-line @typescript-eslint/no-explicit-any
  headers: Headers;
}

export type Client = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;

export interface Person {
  id: string;
  username: string;
  token: string;
  /** Calls with the bearer token. */
  call: Client;
}

const PASSWORD = 'correct horse battery';

/** `beside`: another server over the database of that one. */
export async function startTestServer(overrides: Partial<ServerConfig> = {}, beside?: TestServer): Promise<TestServer> {
  const database = beside === undefined ? await createTestDatabase() : sharedDatabase(beside.databaseUrl);
  const dataFolder = mkdtempSync(join(tmpdir(), 'arbiter-server-test-'));
  const config: ServerConfig = {
    port: 0, host: '127.0.0.1', databaseUrl: database.url, dataFolder, publicUrl: undefined, registration: 'open', packageLimitBytes: 64 * 1024 * 1024, trustProxy: 'loopback',
    webFolder: undefined, logLevel: 'error', rateLimitFactor: 0, checkResponses: true, ...overrides,
  };
  const log = pino({ level: config.logLevel });
  const services = { db: database.db, config, log, boards: new Boards(database.db), passwords: new PasswordQueue(database.db, log) };
  const httpServer = createServer(createApp(services));
  const live = await startLive({ httpServer, services, databaseUrl: database.url, onFinished: () => undefined });
  await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(httpServer.address() as AddressInfo).port}`;
  return {
    url,
    db: database.db,
    databaseUrl: database.url,
    anonymous: clientOf(url),
    async person(role = 'student', username = uniqueName('p')) {
      const anonymous = clientOf(url);
      const created = await anonymous('POST', '/api/v1/accounts', { username, email: `${username}@example.org`, password: PASSWORD });
      if (created.status !== 201) throw new Error(`No account: ${JSON.stringify(created.body)}`);
      const row = await selectOptionalAccountByLogin(database.db, username);
      if (role !== 'student') await changeAccount(database.db, row!.id, { role });
      const signedIn = await anonymous('POST', '/api/v1/session', { username, password: PASSWORD });
      const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
      const made = await anonymous('POST', '/api/v1/tokens', { name: 'test' }, { cookie });
      const token = (made.body as { token: string }).token;
      return { id: row!.id, username, token, call: clientOf(url, { authorization: `Bearer ${token}` }) };
    },
    async close() {
      await live.close();
      httpServer.closeAllConnections();
      await new Promise<void>((resolve) => httpServer.close(() => resolve()));
      await services.passwords.close();
      await database.drop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

function sharedDatabase(url: string): Pick<TestDatabase, 'db' | 'url' | 'drop'> {
  const db = connect(url, { applicationName: 'arbiter-test', max: 10, onConnectionLost: () => undefined });
  return { db, url, drop: () => close(db) };
}

/** Sends JSON, or a FormData as it is. */
export function clientOf(url: string, always: Record<string, string> = {}): Client {
  return async (method, path, body, headers = {}) => {
    const isForm = body instanceof FormData;
    const response = await fetch(url + path, {
      method,
      headers: { ...always, ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: isForm || typeof body === 'string' ? body : JSON.stringify(body) }),
      redirect: 'manual',
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true && text !== '';
    return { status: response.status, body: isJson ? (JSON.parse(text) as unknown) : text || undefined, headers: response.headers };
  };
}
