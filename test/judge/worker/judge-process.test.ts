/**
 * Real judge processes on a real queue: they race, are killed, frozen and drained, and every submission has one result.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FileRef } from '#contract/package.js';
import { storeBlob } from '#database/blobs.js';
import { inTransaction } from '#database/connect.js';
import { listJudges } from '#database/judges.js';
import { insertProblemVersion } from '#database/problems.js';
import { insertRun } from '#database/runs.js';
import { judgings, runs } from '#database/schema.js';
import { insertSubmission } from '#database/submissions.js';
import { createTestDatabase, type TestDatabase } from '#test/support/database.js';
import { makeProblem } from '#test/support/judge.js';
import { createAccount, uniqueName } from '#test/support/world.js';
import { Readable } from 'node:stream';

const ROOT = join(import.meta.dirname, '../../..');
/** Runs 8 tests of a second each, all waiting. */
const SLOW = '#include <unistd.h>\n#include <stdio.h>\nint main(void) { sleep(1); puts("6"); }\n';
const QUICK = '#include <stdio.h>\nint main(void) { puts("6"); }\n';
const TESTS = 8;

let database: TestDatabase;
let problem: { problemId: string; versionId: string };
let accountId: string;
const running = new Set<Judge>();

interface Judge {
  process: ChildProcess;
  state: string;
  log: () => string;
}

beforeAll(async () => {
  database = await createTestDatabase();
  const files: Promise<unknown>[] = [];
  const hashes = new Set<string>();
  const file = (content: string | Buffer, path = 'file'): FileRef => {
    const bytes = Buffer.from(content as string);
    const ref = { path, hash: '', size: bytes.length };
    files.push(storeBlob(database.db, Readable.from([bytes])).then(({ hash }) => void (hashes.add(hash), (ref.hash = hash))));
    return ref;
  };
  const content = makeProblem({ file }, Array.from({ length: TESTS }, (_, i) => [`${i}\n`, '6\n'] as const));
  await Promise.all(files);
  content.limits.timeMs = 2000;
  accountId = (await createAccount(database.db)).id;
  problem = await inTransaction(database.db, (tx) =>
    insertProblemVersion(tx, { slug: uniqueName('sum'), package: content, findings: [], archiveHash: [...hashes][0]!, blobHashes: hashes, createdBy: null, visibility: 'public' }),
  );
}, 120_000);

afterEach(async () => {
  for (const judge of running) await stop(judge, 'SIGKILL');
});
afterAll(() => database.drop());

/** A judge with one slot; its jails and caches lie in a state folder of its own. */
async function startJudge(): Promise<Judge> {
  const state = `/var/lib/arbiter/${uniqueName('judge-test')}`;
  let log = '';
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', join(ROOT, 'judge/main.ts')], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: database.judgeUrl, ARBITER_STATE_DIR: state, ARBITER_SLOTS: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const judge = { process: child, state, log: () => log };
  running.add(judge);
  const ready = new Promise<void>((resolve, reject) => {
    const hear = (bytes: Buffer) => {
      log += bytes.toString();
      if (log.includes('The judge is at work')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`The judge ended with ${code}:\n${log}`)));
  });
  await ready;
  return judge;
}

async function stop(judge: Judge, signal: NodeJS.Signals): Promise<void> {
  running.delete(judge);
  if (judge.process.exitCode === null && judge.process.signalCode === null) {
    judge.process.kill(signal);
    await once(judge.process, 'exit');
  }
  if (signal === 'SIGKILL') {
    // What a killed judge leaves is swept by the next one of the same state folder.
    const next = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', '-e', sweep(judge.state)], { cwd: ROOT, stdio: 'ignore' });
    await once(next, 'exit');
  }
  rmSync(judge.state, { recursive: true, force: true });
}

function sweep(state: string): string {
  return `import('#judge/sandbox/mounts.js').then((m) => m.unmountBelow(${JSON.stringify(state)}))`;
}

async function submit(source: string): Promise<{ id: string; judgingId: string }> {
  return inTransaction(database.db, (tx) =>
    insertSubmission(tx, { problemId: problem.problemId, versionId: problem.versionId, accountId, language: 'c', files: [{ name: 'main.c', content: Buffer.from(source) }] }),
  );
}

async function row(judgingId: string) {
  const [found] = await database.db.select().from(judgings).where(eq(judgings.id, judgingId));
  return found!;
}

async function until<T>(what: string, find: () => Promise<T | null | false | undefined>, withinMs = 60_000): Promise<T> {
  for (const giveUp = Date.now() + withinMs; Date.now() < giveUp; await sleep(50)) {
    const found = await find();
    if (found) return found;
  }
  throw new Error(`Waited too long: ${what}\n${[...running].map((judge) => judge.log()).join('\n---\n')}`);
}

const finished = (judgingId: string) => until('a result', async () => ((r) => r.finishedAt && r)(await row(judgingId)));
const claimedBy = (judgingId: string, judge: Judge) => until('a claim', async () => (await row(judgingId)).judge?.includes(String(judge.process.pid)));

function leftovers(judge: Judge): string[] {
  const instance = judge.state.split('/').at(-1)!;
  const cgroups = ['/sys/fs/cgroup/memory', '/sys/fs/cgroup/pids', '/sys/fs/cgroup'].flatMap((root) => (existsSync(root) ? readdirSync(root) : [])).filter((name) => name.endsWith(instance));
  const mounts = readFileSync('/proc/self/mountinfo', 'utf8').split('\n').filter((line) => line.includes(judge.state));
  return [...cgroups, ...mounts];
}

describe('judges on one queue', { timeout: 180_000 }, () => {
  it('share the work, each submission being judged once', async () => {
    const judges = await Promise.all([startJudge(), startJudge()]);
    const submitted = await Promise.all(Array.from({ length: 16 }, () => submit(QUICK)));
    const results = await Promise.all(submitted.map(({ judgingId }) => finished(judgingId)));
    expect(results.map((result) => [result.verdict, result.attempt])).toEqual(results.map(() => ['accepted', 1]));
    expect(new Set(results.map((result) => result.judge)).size).toBe(2);
    // Each has measured its host before it began, for the first time in its folder.
    for (const { canary } of await listJudges(database.db)) {
      expect(canary).toMatchObject({ baselineMs: canary?.lastMs, steady: true });
      expect(canary?.lastMs).toBeGreaterThan(1);
    }
    for (const judge of judges) {
      await stop(judge, 'SIGTERM');
      expect(judge.process.exitCode).toBe(0);
      expect(leftovers(judge)).toEqual([]);
    }
  });

  it('take over from one that is killed in the middle of a run, when its lease is over', async () => {
    const first = await startJudge();
    const { judgingId } = await submit(SLOW);
    await claimedBy(judgingId, first);
    await sleep(1500);
    first.process.kill('SIGKILL');
    const second = await startJudge();
    const result = await finished(judgingId);
    expect(result).toMatchObject({ verdict: 'accepted', attempt: 2 });
    expect(result.judge).toContain(String(second.process.pid));
    expect(result.tests).toHaveLength(TESTS);
  });

  it('change nothing with the late result of one that was frozen', async () => {
    const frozen = await startJudge();
    const { judgingId } = await submit(SLOW);
    await claimedBy(judgingId, frozen);
    await sleep(500);
    frozen.process.kill('SIGSTOP');
    // Waiting for 15 s shows nothing more than this.
    await database.db.update(judgings).set({ leaseUntil: new Date(Date.now() - 1000) }).where(eq(judgings.id, judgingId));
    await startJudge();
    const result = await finished(judgingId);
    frozen.process.kill('SIGCONT');
    await sleep(10_000);
    expect(await row(judgingId)).toEqual(result);
    expect(result.attempt).toBe(2);
    expect(result.judge).not.toContain(String(frozen.process.pid));
  });

  it('give back at once what they hold when they are told to end, and it is no attempt', async () => {
    const first = await startJudge();
    const { judgingId } = await submit(SLOW);
    await claimedBy(judgingId, first);
    await sleep(500);
    const began = Date.now();
    await stop(first, 'SIGTERM');
    expect(Date.now() - began).toBeLessThan(6000);
    expect(first.process.exitCode).toBe(0);
    expect(leftovers(first)).toEqual([]);
    const given = await row(judgingId);
    expect(given).toMatchObject({ claimedAt: null, judge: null, finishedAt: null });
    expect(given.attempt - given.releases).toBe(0);
    await startJudge();
    expect(await finished(judgingId)).toMatchObject({ verdict: 'accepted' });
  });

  it('run what is no submission when nothing else waits, tell what it prints, and give it back when they are told to end', async () => {
    const first = await startJudge();
    const run = async () => (await database.db.select().from(runs))[0]!;
    await inTransaction(database.db, (tx) => insertRun(tx, {
      accountId, versionId: null, language: 'python3', entryPoint: null, stdin: '1 2\n', timeLimitMs: 5000, memoryLimitKib: 256 * 1024,
      files: [{ name: 'main.py', content: 'import time\nprint("sum:", flush=True)\ntime.sleep(3)\nprint(sum(map(int, input().split())))\n' }],
    }, 1));
    await until('some output', async () => (await run()).stdout === 'sum:\n');
    await stop(first, 'SIGTERM');
    expect(first.process.exitCode).toBe(0);
    expect(leftovers(first)).toEqual([]);
    expect(await run()).toMatchObject({ claimedAt: null, judge: null, stdout: '', attempt: 1, releases: 1 });
    await startJudge();
    expect(await until('a result', async () => ((found) => found.finishedAt && found)(await run()))).toMatchObject({ stdout: 'sum:\n3\n', failure: null, outcome: { exit: { code: 0 }, verdict: null } });
  });

  it('drain to the end though they are told to end twice', async () => {
    const judge = await startJudge();
    const { judgingId } = await submit(SLOW);
    await claimedBy(judgingId, judge);
    judge.process.kill('SIGTERM');
    await until('the drain', () => Promise.resolve(judge.log().includes('Draining')));
    judge.process.kill('SIGTERM');
    judge.process.kill('SIGINT');
    await stop(judge, 'SIGTERM');
    expect([judge.process.exitCode, judge.process.signalCode]).toEqual([0, null]);
    expect(leftovers(judge)).toEqual([]);
    expect(await row(judgingId)).toMatchObject({ claimedAt: null, judge: null, finishedAt: null });
    await database.db.update(judgings).set({ cancelledAt: new Date() }).where(eq(judgings.id, judgingId));
  });

  it('find work that no notification told them of', async () => {
    await startJudge();
    await sleep(500);
    // As if the NOTIFY had been lost: the row appears without one.
    const { judgingId } = await submit(QUICK);
    const id = await database.db.transaction(async (tx) => {
      await tx.update(judgings).set({ cancelledAt: new Date() }).where(eq(judgings.id, judgingId));
      const { id: _id, ...copy } = await row(judgingId);
      const [inserted] = await tx.insert(judgings).values({ ...copy, current: false, claimedAt: null, leaseUntil: null, judge: null, finishedAt: null, cancelledAt: null, attempt: 0, verdict: null, tests: null, compile: null }).returning({ id: judgings.id });
      return inserted!.id;
    });
    expect(await finished(id)).toMatchObject({ verdict: 'accepted' });
  });

  it('refuse to start in the state folder of another, which works on', async () => {
    const first = await startJudge();
    const { judgingId } = await submit(SLOW);
    await claimedBy(judgingId, first);
    const second = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', join(ROOT, 'judge/main.ts')], {
      cwd: ROOT, env: { ...process.env, DATABASE_URL: database.judgeUrl, ARBITER_STATE_DIR: first.state }, stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    second.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
    const giveUp = setTimeout(() => second.kill('SIGKILL'), 30_000);
    expect(await once(second, 'exit')).toEqual([1, null]);
    clearTimeout(giveUp);
    expect(said).toMatch(/Another judge works in .*ARBITER_STATE_DIR/);
    expect(await finished(judgingId)).toMatchObject({ verdict: 'accepted', attempt: 1 });
  });

  it('refuse to start where no jail can be had, and say what mends it', async () => {
    const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', join(ROOT, 'judge/main.ts')], {
      cwd: ROOT, env: { ...process.env, DATABASE_URL: database.judgeUrl, ARBITER_NSJAIL: '/nowhere/nsjail', ARBITER_STATE_DIR: '/var/lib/arbiter/refused-test' }, stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(1);
    expect(said).toMatch(/does not start[\s\S]*nsjail: \/nowhere\/nsjail[\s\S]*mend it: apt-get install/);
    rmSync('/var/lib/arbiter/refused-test', { recursive: true, force: true });
  });
});
