/** The server process: HTTP, sockets and chores over one database, until SIGTERM or SIGINT. */
import { createServer } from 'node:http';
import { pino } from 'pino';
import { close, connect } from '#database/connect.js';
import { PasswordQueue } from './accounts/password-queue.js';
import { createApp } from './app.js';
import { startChores } from './chores.js';
import { readServerConfig } from './config.js';
import { Boards } from './contests/boards.js';
import { startLive } from './live/live.js';
import type { Services } from './services.js';

const CONNECTIONS = 20;
/** Requests at work when we are told to stop have this long to end. */
const GRACE_MS = 3_000;

async function main(): Promise<void> {
  const config = readServerConfig(process.env);
  if (config.databaseUrl === undefined) throw new Error('DATABASE_URL is not set: npm start makes a private database and sets it.');
  const log = pino({ level: config.logLevel });
  const db = connect(config.databaseUrl, { applicationName: 'arbiter server', max: CONNECTIONS, onConnectionLost: (error) => log.warn({ err: error }, 'Lost a database connection') });
  const services: Services = { db, config, log, boards: new Boards(db), passwords: new PasswordQueue(db, log) };
  const httpServer = createServer(createApp(services));
  const chores = startChores(services);
  const live = await startLive({ httpServer, services, databaseUrl: config.databaseUrl, onFinished: () => chores.submissionFinished() });
  await new Promise<void>((resolve, reject) => {
    httpServer.once('error', reject);
    httpServer.listen(config.port, config.host, resolve);
  });
  log.info({ address: httpServer.address() }, 'The server listens');

  const signal = await new Promise<string>((resolve) => {
    // Kept for good: a second signal must not cut the end short.
    for (const each of ['SIGTERM', 'SIGINT'] as const) process.on(each, () => resolve(each));
  });
  log.info({ signal }, 'Stopping');
  const closed = new Promise<void>((resolve) => httpServer.close(() => resolve()));
  await live.close();
  httpServer.closeIdleConnections();
  const force = setTimeout(() => httpServer.closeAllConnections(), GRACE_MS);
  await closed;
  clearTimeout(force);
  await chores.stop();
  await services.passwords.close();
  await close(db);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
