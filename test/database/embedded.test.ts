import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from 'pg';
import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { startEmbedded, type EmbeddedPostgres } from '#database/embedded.js';

// Each makes a cluster: seconds on a machine whose cores are busy.
vi.setConfig({ testTimeout: 120_000 });

const root = mkdtempSync(join(tmpdir(), 'arbiter-embedded-'));
const started: EmbeddedPostgres[] = [];
afterEach(async () => {
  for (const postgres of started.splice(0)) await postgres.stop();
});
afterAll(() => rmSync(root, { recursive: true }));

async function start(name: string, onRestart?: () => void): Promise<EmbeddedPostgres> {
  const postgres = await startEmbedded({ dataDir: join(root, name), ...(onRestart ? { onRestart } : {}) });
  started.push(postgres);
  return postgres;
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

/** A process that starts PostgreSQL and is then killed, as by a power cut to it alone. */
function startAndDie(dataDir: string): void {
  const embedded = pathToFileURL(join(import.meta.dirname, '../../database/embedded.ts')).href;
  const script = `import { startEmbedded } from '${embedded}'; await startEmbedded({ dataDir: ${JSON.stringify(dataDir)} }); process.kill(process.pid, 'SIGKILL');`;
  const { signal, stderr } = spawnSync(process.execPath, ['--conditions=source', '--import', 'tsx', '--input-type=module', '-e', script], { encoding: 'utf8', timeout: 60_000 });
  expect({ signal, stderr }).toEqual({ signal: 'SIGKILL', stderr: '' });
}

it('makes a cluster that only those with a password enter, over a unix socket', async () => {
  const postgres = await start('one');
  expect(await query(postgres.url, 'select current_user::text as who, current_setting($$listen_addresses$$) as addresses, current_setting($$synchronous_commit$$) as durable')).toEqual([{ who: 'arbiter', addresses: '', durable: 'on' }]);
  expect(await query(postgres.judgeUrl, 'select current_user::text as who')).toEqual([{ who: 'arbiter_judge' }]);
  const guess = new URL(postgres.url);
  guess.password = 'guess';
  await expect(query(guess.toString(), 'select 1')).rejects.toThrow('password authentication failed');
  expect(statSync(join(root, 'one/postgres.json')).mode & 0o777).toBe(0o600);
});

it('keeps its data over a clean stop, which leaves no process', async () => {
  const first = await start('kept');
  await query(first.url, 'create table kept as select 1 as n');
  const pid = first.pid();
  await first.stop();
  expect(first.pid()).toBeUndefined();
  // It has ended; that its zombie is collected may take one more turn of the event loop.
  await vi.waitFor(() => expect(existsSync(`/proc/${pid}`)).toBe(false), { timeout: 10_000 });
  expect(await query((await start('kept')).url, 'select n from kept')).toEqual([{ n: 1 }]);
});

it('runs two instances side by side', async () => {
  const [left, right] = await Promise.all([start('left'), start('right')]);
  await query(left.url, 'create table only_left ()');
  expect(await query(right.url, `select from pg_class where relname = 'only_left'`)).toEqual([]);
});

it('is started once by several that start at once', async () => {
  const all = await Promise.all([start('once'), start('once'), start('once')]);
  expect(new Set(all.map((postgres) => postgres.pid())).size).toBe(1);
});

it('attaches to the one that a killed starter left running', async () => {
  startAndDie(join(root, 'orphan'));
  const left = Number.parseInt(readFileSync(join(root, 'orphan/postgres/postmaster.pid'), 'utf8'), 10);
  const postgres = await start('orphan');
  expect(postgres.pid()).toBe(left);
  expect(await query(postgres.url, 'select 1 as n')).toEqual([{ n: 1 }]);
});

it('is started again when it is killed, with everything that was committed', async () => {
  const onRestart = vi.fn();
  const postgres = await start('killed', onRestart);
  await query(postgres.url, 'create table committed as select generate_series(1, 1000) as n');
  const pid = postgres.pid();
  if (pid === undefined) throw new Error('PostgreSQL does not run');
  process.kill(pid, 'SIGKILL');
  await vi.waitFor(() => expect(onRestart).toHaveBeenCalled(), { timeout: 60_000 });
  expect(postgres.pid()).not.toBe(pid);
  expect(await query(postgres.url, 'select count(*)::int as n from committed')).toEqual([{ n: 1000 }]);
});

it('is started again when it was told to end but clients stay', async () => {
  const postgres = await start('told');
  const client = new Client({ connectionString: postgres.url });
  client.on('error', () => undefined);
  await client.connect();
  const pid = postgres.pid()!;
  process.kill(pid, 'SIGTERM');
  await vi.waitFor(async () => {
    await query(postgres.url, 'select 1');
    expect(postgres.pid()).not.toBe(pid);
  }, { timeout: 60_000, interval: 200 });
});

it('is not deceived by a lock file that names a process of somebody else', async () => {
  const postgres = await start('stale');
  await postgres.stop();
  const file = join(root, 'stale/postgres/postmaster.pid');
  writeFileSync(file, `${process.pid}\n${join(root, 'stale/postgres')}\n`);
  expect(await query((await start('stale')).url, 'select 1 as n')).toEqual([{ n: 1 }]);
});

it('begins again where the making of the cluster was cut off', async () => {
  mkdirSync(join(root, 'cut/postgres.new'), { recursive: true });
  writeFileSync(join(root, 'cut/postgres.new/PG_VERSION'), '18\n');
  expect(await query((await start('cut')).url, 'select 1 as n')).toEqual([{ n: 1 }]);
});

it('works from a folder that its user cannot enter, and from a path longer than a socket may have', async () => {
  const closed = join(root, 'closed');
  mkdirSync(closed, { mode: 0o700 });
  const name = join('closed', 'long'.repeat(30));
  const postgres = await start(name);
  expect(await query(postgres.url, 'select 1 as n')).toEqual([{ n: 1 }]);
  const [row] = await query(postgres.url, 'select current_setting($$data_directory$$) as folder');
  const folder = String(row?.['folder']);
  await postgres.stop();
  if (process.getuid?.() === 0) {
    expect(folder).toMatch(/^\/var\/lib\/arbiter\/[0-9a-f]{12}\/postgres$/);
    rmSync(join(folder, '..'), { recursive: true });
  }
});
