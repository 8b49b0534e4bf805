/**
 * npm run dev: the private database, server and judge from their sources, started again when a file changes, and
 * vite with hot reload. The pages are on vite's port; it passes /api and /socket.io on. Server and judge run as root.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbedded } from '#database/embedded.js';
import { migrate } from '#database/migrate.js';
import { prepareMachine } from './setup/prepare.js';
import { readInstance } from './start/instance.js';
import { assertPortFree, localUrl } from './start/network.js';
import { seedInstance } from './start/seed.js';
import { stopRequested } from './start/stop-request.js';
import { takeLock } from './support/lock.js';
import { Refusal, runScript, step } from './support/progress.js';
import { ROOT } from './support/root.js';

const GRACE_MS = 6_000;

await runScript(async () => {
  if (process.getuid?.() !== 0) throw new Refusal('A judge makes cgroups and namespaces, which only root may do.', 'Run: sudo npm run dev');
  const stop = stopRequested(process.env);
  const instance = readInstance(process.env);
  const taken = await takeLock(`instance-${instance.hash}`);
  if (!('lock' in taken)) throw new Refusal(`Arbiter already runs on ${instance.data}.`, 'Stop it, or take another: ARBITER_DATA=.arbiter-dev PORT=3001 npm run dev');
  await assertPortFree(instance.host, instance.port);
  const { nsjail } = await prepareMachine();
  const embedded = instance.databaseUrl ? null : await step('private PostgreSQL', () => startEmbedded({ dataDir: instance.data }));
  const url = instance.databaseUrl ?? embedded?.url ?? '';
  await step('database schema', () => migrate(url));
  const admin = await seedInstance(url, process.env);

  const node = (...args: string[]): string[] => [process.execPath, ...args];
  const watched = (file: string): string[] => node(join(ROOT, 'node_modules/tsx/dist/cli.mjs'), 'watch', '--clear-screen=false', '--conditions=source', join(ROOT, file));
  const address = localUrl(instance.host, instance.port);
  const children = [
    start(watched('server/main.ts'), { PORT: String(instance.port), HOST: instance.host, DATABASE_URL: url, ARBITER_DATA: instance.data }),
    start(watched('judge/main.ts'), { DATABASE_URL: embedded?.judgeUrl ?? process.env['ARBITER_JUDGE_DATABASE_URL'] ?? url, ARBITER_DATA: instance.data, ARBITER_STATE_DIR: instance.state, ARBITER_NSJAIL: nsjail }),
    start(node(join(ROOT, 'node_modules/vite/bin/vite.js'), '--clearScreen', 'false'), { ARBITER_SERVER: address }),
  ];
  for (const line of admin) console.log(`  ${line}`);
  console.log(`… stopping (${await stop})`);
  await Promise.all(children.map(end));
  await embedded?.stop();
});

function start([command = '', ...args]: readonly string[], environment: NodeJS.ProcessEnv): ChildProcess {
  return spawn('setpriv', ['--pdeathsig', 'TERM', '--', command, ...args], { cwd: ROOT, env: { ...process.env, ...environment }, stdio: ['ignore', 'inherit', 'inherit'], detached: true });
}

/** The whole group: tsx watch has the program as its child. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  process.kill(-child.pid, 'SIGTERM');
  if (await Promise.race([gone.then(() => true), sleep(GRACE_MS, false)])) return;
  process.kill(-child.pid, 'SIGKILL');
  await gone;
}
