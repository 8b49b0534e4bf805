/** PostgreSQL, one server and two judges, as processes of their own; an account to submit by, problems to submit to. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { sql } from 'drizzle-orm';
import type { FileRef } from '#contract/package.js';
import { changeAccount, selectOptionalAccountByLogin } from '#database/accounts.js';
import { storeBlob } from '#database/blobs.js';
import { close, connect, inTransaction, type Database } from '#database/connect.js';
import { startEmbedded, type EmbeddedPostgres } from '#database/embedded.js';
import { migrate } from '#database/migrate.js';
import { insertProblemVersion } from '#database/problems.js';
import { freePort } from '#scripts/start/network.js';
import { unmountBelow } from '#judge/sandbox/mounts.js';
import { clientOf } from '#test/support/server.js';
import { uniqueName } from '#test/support/world.js';
import { Program, type Ended } from './program.js';
import { makeProblems, type KnownProgram } from './programs.js';

export interface Site {
  url: string;
  db: Database;
  postgres: EmbeddedPostgres;
  server: Program;
  judges: readonly Program[];
  /** Folders of the judges. */
  states: readonly string[];
  person: { id: string; token: string };
  /** Slugs. */
  problems: readonly Record<KnownProgram['problem'], string>[];
  /** Logs, orders and the data of PostgreSQL. */
  folder: string;
  /** Ends PostgreSQL and removes what is left on the disk, but the logs where they are wanted; server and judges have ended before. */
  end: (options: { keepFolder: boolean }) => Promise<void>;
}

export interface SiteOptions {
  code: 'dist' | 'source';
  onEnd: (program: Program, end: Ended) => void;
  onPostgresRestart: () => void;
}

const READY_WITHIN_MS = 180_000;

export async function startSite({ code, onEnd, onPostgresRestart }: SiteOptions): Promise<Site> {
  const folder = mkdtempSync('/var/tmp/arbiter-faults-');
  // PostgreSQL's user walks through it; where it cannot, its data would lie elsewhere.
  chmodSync(folder, 0o755);
  const postgres = await startEmbedded({ dataDir: join(folder, 'data'), onRestart: onPostgresRestart });
  await migrate(postgres.url);
  const db = connect(postgres.url, { applicationName: 'arbiter faults', max: 4, onConnectionLost: () => undefined });
  await recordEnds(db);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const data = join(folder, 'server');
  mkdirSync(data);
  const common = { code, folder, onEnd };
  const server = new Program({
    ...common, name: 'server', kind: 'server', readyWord: 'The server listens',
    environment: { NODE_ENV: 'production', PORT: String(port), HOST: '127.0.0.1', DATABASE_URL: postgres.url, ARBITER_DATA: data, ARBITER_WEB: '' },
  });
  const states = [1, 2].map(() => join('/var/lib/arbiter', uniqueName('faults')));
  const judges = states.map(
    (state, at) =>
      new Program({
        ...common, name: `judge-${at + 1}`, kind: 'judge', readyWord: 'The judge is at work',
        environment: { NODE_ENV: 'production', DATABASE_URL: postgres.judgeUrl, ARBITER_STATE_DIR: state, ARBITER_SLOTS: '1', ARBITER_LANGUAGES: 'c,python3', ARBITER_CACHE_MIB: '1' },
      }),
  );
  const problems = await storeProblems(db);
  for (const program of [server, ...judges]) {
    if (!(await program.untilReady(READY_WITHIN_MS))) throw new Error(`${program.options.name} does not come up; its log is ${program.logFile}`);
  }
  return {
    url, db, postgres, server, judges, states, problems, folder, person: await signUp(url, db),
    async end({ keepFolder }) {
      await close(db).catch(() => undefined);
      await postgres.stop();
      // Of a judge that did not end in order mounts are left, the host's /usr among them.
      for (const state of states) await unmountBelow(state);
      for (const path of keepFolder ? states : [folder, ...states]) rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Every change to a finished judging, and every end, is written down by the database itself. */
async function recordEnds(db: Database): Promise<void> {
  await db.execute(sql`create table judging_ends (judging_id uuid not null, attempt int not null, verdict text, again boolean not null, at timestamptz not null default now())`);
  await db.execute(sql`create function record_end() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      insert into judging_ends (judging_id, attempt, verdict, again) values (new.id, new.attempt, new.verdict, old.finished_at is not null);
      return new;
    end $$`);
  await db.execute(sql`create trigger record_end after update on judgings for each row when (new.finished_at is not null) execute function record_end()`);
}

async function storeProblems(db: Database): Promise<Record<KnownProgram['problem'], string>[]> {
  const storing: Promise<unknown>[] = [];
  const hashes = new Set<string>();
  const file = (content: string | Buffer, path = 'file'): FileRef => {
    const bytes = Buffer.from(content as string);
    const ref = { path, hash: '', size: bytes.length };
    storing.push(storeBlob(db, Readable.from([bytes])).then(({ hash }) => void (hashes.add(hash), (ref.hash = hash))));
    return ref;
  };
  const made = makeProblems({ file });
  await Promise.all(storing);
  const slugs: Record<KnownProgram['problem'], string>[] = [];
  for (const problems of made) {
    const slug = { ample: uniqueName('ample'), brief: uniqueName('brief') };
    for (const name of ['ample', 'brief'] as const) {
      await inTransaction(db, (tx) => insertProblemVersion(tx, { slug: slug[name], package: problems[name], findings: [], archiveHash: [...hashes][0]!, blobHashes: hashes, createdBy: null, visibility: 'public' }));
    }
    slugs.push(slug);
  }
  return slugs;
}

/** An instructor's token: it is exempt from rate limits. */
async function signUp(url: string, db: Database): Promise<Site['person']> {
  const call = clientOf(url);
  const [username, password] = [uniqueName('faults'), 'correct horse battery'];
  await call('POST', '/api/v1/accounts', { username, email: `${username}@example.org`, password });
  const row = await selectOptionalAccountByLogin(db, username);
  if (!row) throw new Error('The account was not made');
  await changeAccount(db, row.id, { role: 'instructor' });
  const signedIn = await call('POST', '/api/v1/session', { username, password });
  const made = await call('POST', '/api/v1/tokens', { name: 'faults' }, { cookie: signedIn.headers.get('set-cookie')!.split(';')[0]! });
  return { id: row.id, token: (made.body as { token: string }).token };
}
