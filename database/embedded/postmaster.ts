/** The running PostgreSQL of a cluster: looks whether it runs, starts it, stops it. The caller holds the instance's lock. */
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, readlinkSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { makeSocketFolder, type Cluster } from './cluster.js';
import { spawnOptions } from './system-user.js';

/** Each long enough for crash recovery or a checkpoint of a big database. */
const START_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 30_000;

const SETTINGS = {
  listen_addresses: '',
  max_connections: '200',
  shared_buffers: '128MB',
  synchronous_commit: 'on',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // A judge or server that froze or vanished inside a transaction must not hold rows for ever.
  idle_in_transaction_session_timeout: '300s',
};

/** Process id of the postmaster that runs on this cluster, or undefined. A number that was reused by another process is not taken for it. */
export function runningPostmaster(folder: string): number | undefined {
  let pid: number;
  try {
    pid = Number.parseInt(readFileSync(join(folder, 'postmaster.pid'), 'utf8'), 10);
  } catch {
    return undefined;
  }
  return isProcessIn(folder, pid) ? pid : undefined;
}

/** Whether it has been told to end. After SIGTERM it takes no new sessions, and stays as long as an old one does. */
export function isStopping(folder: string): boolean {
  try {
    // Its last line is the status: PM_STATUS_STOPPING in src/include/utils/pidfile.h.
    return readFileSync(join(folder, 'postmaster.pid'), 'utf8').trim().split('\n').at(-1)?.trim() === 'stopping';
  } catch {
    return false;
  }
}

/** Starts PostgreSQL, or attaches to the one that a starter killed by SIGKILL left running. Resolves when it answers. */
export async function ensureRunning(cluster: Cluster, url: string): Promise<number> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const pid = runningPostmaster(cluster.folder) ?? (await launch(cluster));
    while (isProcessIn(cluster.folder, pid) || Date.now() > deadline) {
      const answer = await askWhetherReady(url);
      if (answer === 'ready') return pid;
      if (Date.now() > deadline) throw new Error(`PostgreSQL does not answer (${answer}); its log is ${cluster.logFile}`);
      await sleep(20);
    }
    // It ended: backends of a killed predecessor may still hold the shared memory for a moment.
    if (Date.now() > deadline) throw new Error(`PostgreSQL does not start; its log is ${cluster.logFile}`);
    await sleep(200);
  }
}

/** Ends all sessions and waits for the checkpoint; harder where that takes too long. */
export async function stopPostmaster(folder: string): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    const pid = runningPostmaster(folder);
    if (pid === undefined) return;
    process.kill(pid, signal);
    const deadline = Date.now() + STOP_TIMEOUT_MS;
    while (isProcessIn(folder, pid) && Date.now() < deadline) await sleep(10);
  }
}

/** Its own session, so that Ctrl-C on our terminal does not stop it before us. */
async function launch(cluster: Cluster): Promise<number> {
  makeSocketFolder(cluster);
  removeStaleLocks(cluster);
  const log = openSync(cluster.logFile, 'a', 0o600);
  const settings = { ...SETTINGS, unix_socket_directories: cluster.socketFolder };
  const args = ['-D', cluster.folder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  try {
    return await new Promise((resolve, reject) => {
      const child = spawn(cluster.binaries.postgres, args, { ...spawnOptions(cluster.user), detached: true, stdio: ['ignore', log, log] });
      child.on('error', reject);
      child.on('spawn', () => {
        child.unref();
        // Until it has changed into its folder, the kernel shows it elsewhere.
        void waitForFolder(cluster.folder, child.pid as number).then(() => resolve(child.pid as number));
      });
    });
  } finally {
    closeSync(log);
  }
}

async function waitForFolder(folder: string, pid: number): Promise<void> {
  for (let waited = 0; waited < 5_000 && !isProcessIn(folder, pid); waited += 5) {
    if (!isAlive(pid)) return;
    await sleep(5);
  }
}

/**
 * PostgreSQL itself removes the locks of a dead predecessor, but not where another process of the same user has got
 * its number since. We know better, as we look at what the process is; and only when nothing at all works in the folder.
 */
function removeStaleLocks(cluster: Cluster): void {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number);
  if (pids.some((pid) => isProcessIn(cluster.folder, pid))) return;
  rmSync(join(cluster.folder, 'postmaster.pid'), { force: true });
  rmSync(join(cluster.socketFolder, '.s.PGSQL.5432.lock'), { force: true });
}

/** Every process of PostgreSQL has the cluster as its working directory. A zombie has none. */
function isProcessIn(folder: string, pid: number): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function askWhetherReady(url: string): Promise<string> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return 'ready';
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    // A wrong password will not become right by waiting.
    if (code === '28P01') throw new Error(`PostgreSQL refuses the password in postgres.json: ${message}`);
    return message;
  } finally {
    await client.end().catch(() => undefined);
  }
}
