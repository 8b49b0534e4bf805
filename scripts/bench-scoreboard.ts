/**
 * npm run bench scoreboard [--participants 10000] [--problems 15] [--sockets 1000] [--rate 50] [--seconds 60]: a large contest on a server and
 * a database of its own. Verdicts are written as a judge writes them; measured is how long after each is committed the last watcher has it,
 * what the page's scoreboard costs to load, and what the server takes.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import { close, connect, inTransaction, type Database } from '#database/connect.js';
import { startEmbedded } from '#database/embedded.js';
import { migrate } from '#database/migrate.js';
import { listen } from '#database/notify.js';
import { finishJudging, type Claim } from '#database/queue.js';
import { insertSubmission } from '#database/submissions.js';
import { aResult } from '#test/support/world.js';
import { fillContest, type FilledContest } from './bench-contest.js';
import { TYPESCRIPT } from './support/processes.js';
import { Refusal, runScript, step } from './support/progress.js';
import { ROOT } from './support/root.js';
import { table } from './support/table.js';
import { freePort } from './start/network.js';

const number = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Refusal(`${text} is no whole number from 1 on.`);
  return value;
};
const nowMs = () => performance.timeOrigin + performance.now();
const LOAD_EVERY_MS = 5_000;

await runScript(async () => {
  const { values } = parseArgs({ options: { participants: { type: 'string', default: '10000' }, problems: { type: 'string', default: '15' }, sockets: { type: 'string', default: '1000' }, rate: { type: 'string', default: '50' }, seconds: { type: 'string', default: '60' } } });
  const [participants, problems, sockets, rate, seconds] = [values.participants, values.problems, values.sockets, values.rate, values.seconds].map(number) as [number, number, number, number, number];
  const folder = mkdtempSync('/var/tmp/arbiter-scoreboard-');
  // PostgreSQL's user walks through it.
  chmodSync(folder, 0o755);
  const postgres = await startEmbedded({ dataDir: join(folder, 'data') });
  await migrate(postgres.url);
  const db = connect(postgres.url, { applicationName: 'arbiter scoreboard bench', max: 6 });
  const server = await startServer(folder, postgres.url);
  try {
    const contest = await step(`${participants} participants with ${problems} problems`, () => fillContest(db, { participants, problems }));
    const claims = await step(`${rate * seconds} submissions that wait`, () => queueSubmissions(db, contest, rate * seconds));
    const board = `${server.url}/api/v1/contests/${contest.slug}/scoreboard`;
    const idleMib = memoryMib(server.pid, 'VmRSS');
    const [cold, warm, known] = [await load(board), await load(board), await loadKnown(board)];
    const loadedMib = memoryMib(server.pid, 'VmRSS');
    const { deliveries, committed, loads, cpuShare, wrote } = await measure({ db, url: postgres.url, server, contest, claims, sockets, rate, board });
    const delays = committed.flatMap(({ seq, atMs }) => {
      const delivery = deliveries.find((each) => each.from < seq && seq <= each.seq);
      return delivery?.reached === sockets ? [delivery.lastAtMs - atMs] : [];
    });
    console.log(`\n${participants} participants × ${problems} problems, ${sockets} sockets, ${rate} verdicts a second for ${seconds} s; load of the machine before ${server.loadBefore.toFixed(1)}, after ${loadavg()[0]!.toFixed(1)}`);
    console.log(table(['what', 'p50', 'p95', 'most'], [
      ['verdict committed → last watcher, ms', ...spread(delays)],
      ['load of the scoreboard while it moves, ms', ...spread(loads.map(({ ms }) => ms))],
    ]));
    console.log(table(['what', 'figure'], [
      ['verdicts written', wrote], ['verdicts that reached every watcher', delays.length], ['verdicts a second, in fact', Math.round(wrote / (committed.length < 2 ? 1 : (committed.at(-1)!.atMs - committed[0]!.atMs) / 1000))],
      ['messages to each watcher', deliveries.length], ['KiB to each watcher a second', Math.round(deliveries.reduce((sum, { bytes }) => sum + bytes, 0) / 1024 / seconds)],
      ['first load of the scoreboard, ms', Math.round(cold.ms)], ['again, ms', Math.round(warm.ms)], ['again, known already, ms', Math.round(known.ms)],
      ['scoreboard, KiB', Math.round(cold.bytes / 1024)], ['packed, KiB', Math.round(cold.packedBytes / 1024)],
      ['server at first, MiB', idleMib], ['with the board, MiB', loadedMib], ['at most, MiB', memoryMib(server.pid, 'VmHWM')], ['processor of the server while verdicts fall, %', Math.round(cpuShare * 100)],
    ]));
    return 0;
  } finally {
    await server.stop();
    await close(db);
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

interface Server {
  url: string;
  pid: number;
  loadBefore: number;
  stop: () => Promise<void>;
}

async function startServer(folder: string, databaseUrl: string): Promise<Server> {
  const port = await freePort();
  const logFile = join(folder, 'server.log');
  const log = openSync(logFile, 'a');
  const child = spawn('setpriv', ['--pdeathsig', 'TERM', '--', process.execPath, ...TYPESCRIPT, join(ROOT, 'server/main.ts')], {
    cwd: ROOT, env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: databaseUrl, PORT: String(port), HOST: '127.0.0.1', ARBITER_DATA: folder, ARBITER_LOG_LEVEL: 'info' }, stdio: ['ignore', log, log],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  while (!readFileSync(logFile, 'utf8').includes('The server listens')) {
    if (child.exitCode !== null) throw new Refusal('The server did not start.', readFileSync(logFile, 'utf8'));
    await sleep(100);
  }
  return { url: `http://127.0.0.1:${port}`, pid: child.pid!, loadBefore: loadavg()[0]!, stop: () => (child.kill('SIGTERM'), ended) };
}

/** They are claimed at once: finding the next one is no part of what is measured. */
async function queueSubmissions(db: Database, { problems, people, contestId }: FilledContest, count: number): Promise<Claim[]> {
  await inTransaction(db, async (tx) => {
    for (let at = 0; at < count; at++) {
      const [person, problem] = [people[(at * 7919) % people.length]!, problems[at % problems.length]!];
      await insertSubmission(tx, { problemId: problem.id, versionId: problem.versionId, accountId: person.accountId, language: 'cpp', files: [{ name: 'main.cpp', content: Buffer.from('int main() {}\n') }], contest: { contestId, participantId: person.participantId } });
    }
  });
  const { rows } = await db.execute<Claim & Record<string, unknown>>(sql`
    update judgings set claimed_at = now(), lease_until = now() + interval '1 hour', judge = 'bench', attempt = 1 where finished_at is null
    returning id, attempt, judge, submission_id as "submissionId", version_id as "versionId", rejudging_id as "rejudgingId"`);
  return rows;
}

async function measure({ db, url, server, contest, claims, sockets, rate, board }: { db: Database; url: string; server: Server; contest: FilledContest; claims: readonly Claim[]; sockets: number; rate: number; board: string }) {
  const watchers = await step(`${sockets} sockets that watch`, () => startWatchers(server.url, contest.slug, sockets));
  const committed: { seq: number; atMs: number }[] = [];
  const listener = await listen(url, { contest_changed: ({ seq }) => void committed.push({ seq, atMs: nowMs() }) });
  const loads: Load[] = [];
  const before = cpuSeconds(server.pid);
  const startedAt = performance.now();
  const loading = setInterval(() => void load(board).then((each) => loads.push(each)), LOAD_EVERY_MS);
  await step(`${claims.length} verdicts, ${rate} a second`, async () => {
    for (const [at, claim] of claims.entries()) {
      await sleep(Math.max(0, startedAt + (at * 1000) / rate - performance.now()));
      if (!(await finishJudging(db, claim, aResult({ verdict: at % 3 === 0 ? 'wrong-answer' : 'accepted' })))) throw new Error('A verdict was not taken');
    }
  });
  clearInterval(loading);
  const cpuShare = (cpuSeconds(server.pid) - before) / ((performance.now() - startedAt) / 1000);
  await sleep(3_000);
  await listener.close();
  return { deliveries: await watchers.stop(), committed, loads, cpuShare, wrote: claims.length };
}

interface Delivery {
  from: number;
  seq: number;
  reached: number;
  lastAtMs: number;
  bytes: number;
}

async function startWatchers(url: string, slug: string, sockets: number): Promise<{ stop: () => Promise<Delivery[]> }> {
  const child: ChildProcess = spawn(process.execPath, [...TYPESCRIPT, join(ROOT, 'scripts/support/scoreboard-watchers.ts'), url, slug, String(sockets)], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  while (!said.startsWith('ready')) {
    if (child.exitCode !== null) throw new Error('The watchers could not connect');
    await sleep(50);
  }
  return {
    async stop() {
      child.kill('SIGTERM');
      await ended;
      return JSON.parse(said.slice('ready'.length)) as Delivery[];
    },
  };
}

interface Load {
  ms: number;
  bytes: number;
  packedBytes: number;
  etag: string;
}

async function load(url: string, headers: Record<string, string> = {}): Promise<Load> {
  const startedAt = performance.now();
  const response = await fetch(url, { headers });
  const text = await response.text();
  if (response.status >= 400) throw new Error(`${url}: ${response.status} ${text.slice(0, 200)}`);
  return { ms: performance.now() - startedAt, bytes: text.length, packedBytes: Number(response.headers.get('content-length') ?? 0), etag: response.headers.get('etag') ?? '' };
}

async function loadKnown(url: string): Promise<Load> {
  const { etag } = await load(url);
  return load(url, { 'if-none-match': etag });
}

function memoryMib(pid: number, what: 'VmRSS' | 'VmHWM'): number {
  return Math.round(Number(new RegExp(`${what}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024);
}

/** Of all threads, user and system. Linux counts in hundredths. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** By nearest rank. */
function spread(values: readonly number[]): [number, number, number] {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN);
  return [at(0.5), at(0.95), at(1)];
}
