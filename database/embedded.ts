/**
 * The private PostgreSQL: what runs when no DATABASE_URL is given. Same engine, driver and SQL as in production.
 *
 * It is a process of its own that outlives us when we are killed; the next start attaches to it. While we live we
 * watch it, and start it again should it die. It listens on a unix socket only.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { Client, escapeIdentifier } from 'pg';
import { instanceHash, OWNER, prepareCluster, type Cluster } from './embedded/cluster.js';
import { withProcessLock } from './embedded/lock.js';
import { ensureRunning, isStopping, runningPostmaster, stopPostmaster } from './embedded/postmaster.js';
import { ensureJudgeLogin, JUDGE_ROLE } from './migrate.js';

const WATCH_INTERVAL_MS = 250;
/** Told to end by SIGTERM, it waits for its clients to leave, and ours stay: then we end their sessions, and start it again. */
const STOPPING_PATIENCE_MS = 3_000;

export interface EmbeddedOptions {
  /** Holds the cluster and its passwords; made if missing. Two instances need two of them. */
  dataDir: string;
  /** Told when PostgreSQL died and was started again. */
  onRestart?: () => void;
}

export interface EmbeddedPostgres {
  /** Logs in as the owner of everything. */
  url: string;
  /** Logs in as arbiter_judge. */
  judgeUrl: string;
  /** Process id of the postmaster. */
  pid: () => number | undefined;
  /** Ends PostgreSQL cleanly, whoever started it. */
  stop: () => Promise<void>;
  /** Stops watching and leaves it running. */
  leave: () => Promise<void>;
}

export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  mkdirSync(dataDir, { recursive: true });
  const lock = `arbiter-postgres-${instanceHash(dataDir)}`;
  const cluster = await withProcessLock(lock, async () => {
    const prepared = await prepareCluster(dataDir);
    const maintenanceUrl = urlOf(prepared, OWNER, prepared.passwords.owner, 'postgres');
    await ensureRunning(prepared, maintenanceUrl);
    await ensureDatabase(maintenanceUrl, OWNER);
    await ensureJudgeLogin(maintenanceUrl, prepared.passwords.judge);
    return prepared;
  });
  const url = urlOf(cluster, OWNER, cluster.passwords.owner, OWNER);
  const watch = keepRunning(cluster, lock, url, options.onRestart);
  return {
    url,
    judgeUrl: urlOf(cluster, JUDGE_ROLE, cluster.passwords.judge, OWNER),
    pid: () => runningPostmaster(cluster.folder),
    leave: watch.end,
    stop: async () => {
      await watch.end();
      await withProcessLock(lock, async () => {
        await stopPostmaster(cluster.folder);
        rmSync(cluster.socketFolder, { recursive: true, force: true });
      });
    },
  };
}

/** The host in front is never asked: `host` behind the question mark names the folder of the socket. psql reads it too. */
function urlOf(cluster: Cluster, user: string, password: string, database: string): string {
  return `postgresql://${user}:${password}@localhost/${database}?host=${encodeURIComponent(cluster.socketFolder)}&port=5432`;
}

async function ensureDatabase(url: string, name: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

function endSessions(postmaster: number): void {
  try {
    process.kill(postmaster, 'SIGINT');
  } catch {
    // it has ended this moment
  }
}

/** Looks rather than waits for the child's end: what we attached to is not our child. */
function keepRunning(cluster: Cluster, lock: string, url: string, onRestart: (() => void) | undefined): { end: () => Promise<void> } {
  let ended = false;
  let restarting: Promise<void> = Promise.resolve();
  let busy = false;
  let stoppingSince: number | undefined;
  const restart = async () => {
    try {
      await withProcessLock(lock, async () => {
        if (!ended) await ensureRunning(cluster, url);
      });
      if (!ended) onRestart?.();
    } catch (error) {
      console.error('Cannot start PostgreSQL again:', error);
    } finally {
      busy = false;
    }
  };
  const timer = setInterval(() => {
    if (busy) return;
    const pid = runningPostmaster(cluster.folder);
    if (pid !== undefined) {
      stoppingSince = isStopping(cluster.folder) ? (stoppingSince ?? Date.now()) : undefined;
      if (stoppingSince !== undefined && Date.now() - stoppingSince > STOPPING_PATIENCE_MS) endSessions(pid);
      return;
    }
    stoppingSince = undefined;
    busy = true;
    restarting = restart();
  }, WATCH_INTERVAL_MS);
  timer.unref();
  return {
    end: async () => {
      ended = true;
      clearInterval(timer);
      await restarting;
    },
  };
}
