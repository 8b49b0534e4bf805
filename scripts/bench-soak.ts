/**
 * npm run bench soak [--submissions 5000] [--source]: so many small submissions through one judge, whose memory and
 * descriptors must stay flat: exit code 1 where, after the first thousand, the RSS grows by more than a fifth or the
 * descriptors by more than five. `--source`: the judge from its sources, without a build.
 */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import type { FileRef } from '#contract/package.js';
import { storeBlob } from '#database/blobs.js';
import { close, connect, inTransaction, type Database } from '#database/connect.js';
import { startEmbedded } from '#database/embedded.js';
import { migrate } from '#database/migrate.js';
import { insertProblemVersion } from '#database/problems.js';
import { insertSubmission } from '#database/submissions.js';
import { unmountBelow } from '#judge/sandbox/mounts.js';
import { makeProblem } from '#test/support/judge.js';
import { createAccount, uniqueName } from '#test/support/world.js';
import { build } from './build/build.js';
import { prepareMachine } from './setup/prepare.js';
import { Refusal, runScript, warn } from './support/progress.js';
import { TYPESCRIPT } from './support/processes.js';
import { ROOT } from './support/root.js';
import { table } from './support/table.js';

const BATCH = 500;
const WARM = 1_000;
const MOST_GROWTH = 1.2;
const MOST_NEW_DESCRIPTORS = 5;

/** From the compile cache all but once; one in ten through an interpreter, one in twenty does not compile. */
const PROGRAMS = {
  c: { language: 'c', name: 'main.c', content: '#include <stdio.h>\nint main(void) { long a, b; if (scanf("%ld %ld", &a, &b) != 2) return 1; printf("%ld\\n", a + b); }\n', verdict: 'accepted' },
  python: { language: 'python3', name: 'main.py', content: 'print(sum(map(int, input().split())))\n', verdict: 'accepted' },
  broken: { language: 'c', name: 'main.c', content: 'int main(void) { return nothing; }\n', verdict: 'compile-error' },
} as const;
const programFor = (number: number) => (number % 20 === 19 ? PROGRAMS.broken : number % 10 === 3 ? PROGRAMS.python : PROGRAMS.c);

interface Look {
  judged: number;
  rssMib: number;
  heapMib: number;
  externalMib: number;
  descriptors: number;
}

await runScript(async () => {
  const { values } = parseArgs({ options: { submissions: { type: 'string', default: '5000' }, source: { type: 'boolean', default: false } } });
  const submissions = Number(values.submissions);
  if (!Number.isInteger(submissions) || submissions < BATCH) throw new Refusal(`--submissions takes a whole number from ${BATCH} on.`);
  const { nsjail } = await prepareMachine();
  if (!values.source) await build();
  const folder = mkdtempSync('/var/tmp/arbiter-soak-');
  // PostgreSQL's user walks through it; where it cannot, its data would lie elsewhere.
  chmodSync(folder, 0o755);
  const state = join('/var/lib/arbiter', uniqueName('soak'));
  const postgres = await startEmbedded({ dataDir: join(folder, 'data') });
  await migrate(postgres.url);
  const db = connect(postgres.url, { applicationName: 'arbiter soak', max: 3 });
  const judge = await startJudge({ folder, state, nsjail, databaseUrl: postgres.judgeUrl, source: values.source });
  try {
    const looks = await soak(db, judge, submissions);
    console.log(`\nOne judge, one slot\n${table(['judged', 'RSS MiB', 'heap MiB', 'external MiB', 'descriptors'], looks.map((look) => Object.values(look).map((figure: number) => Math.round(figure * 10) / 10)))}`);
    return isFlat(looks) ? 0 : 1;
  } finally {
    await judge.stop();
    await close(db);
    await postgres.stop();
    // Of a judge that did not end in order mounts are left, the host's /usr among them.
    await unmountBelow(state);
    for (const path of [folder, state]) rmSync(path, { recursive: true, force: true });
  }
});

interface Judge {
  pid: number;
  look: (judged: number) => Promise<Look>;
  stop: () => Promise<void>;
}

async function startJudge({ folder, state, nsjail, databaseUrl, source }: { folder: string; state: string; nsjail: string; databaseUrl: string; source: boolean }): Promise<Judge> {
  const [logFile, lookFile] = [join(folder, 'judge.log'), join(folder, 'looks')];
  writeFileSync(lookFile, '');
  const log = openSync(logFile, 'a');
  const run = source ? [...TYPESCRIPT, join(ROOT, 'judge/main.ts')] : [join(ROOT, 'dist/judge/main.js')];
  const child = spawn('setpriv', ['--pdeathsig', 'TERM', '--', process.execPath, '--expose-gc', '--import', join(ROOT, 'scripts/support/soak-preload.mjs'), ...run], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: databaseUrl, ARBITER_STATE_DIR: state, ARBITER_SLOTS: '1', ARBITER_LANGUAGES: 'c,python3', ARBITER_NSJAIL: nsjail, ARBITER_SOAK_FILE: lookFile },
    stdio: ['ignore', log, log],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  while (!readFileSync(logFile, 'utf8').includes('The judge is at work')) {
    if (child.exitCode !== null) throw new Refusal('The judge did not start.', readFileSync(logFile, 'utf8'));
    await sleep(100);
  }
  const pid = child.pid!;
  return {
    pid,
    async look(judged) {
      // What the last run has taken is given back a moment after its result.
      await sleep(500);
      const lines = () => readFileSync(lookFile, 'utf8').split('\n').filter(Boolean);
      const before = lines().length;
      child.kill('SIGUSR2');
      for (const giveUp = Date.now() + 30_000; lines().length === before; await sleep(20)) if (Date.now() > giveUp) throw new Error('The judge does not tell of its memory');
      const { rss, heapUsed, external } = JSON.parse(lines().at(-1)!) as NodeJS.MemoryUsage;
      return { judged, rssMib: rss / 2 ** 20, heapMib: heapUsed / 2 ** 20, externalMib: external / 2 ** 20, descriptors: readdirSync(`/proc/${pid}/fd`).length };
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function soak(db: Database, judge: Judge, submissions: number): Promise<Look[]> {
  const problem = await storeProblem(db);
  const account = await createAccount(db);
  const looks: Look[] = [await judge.look(0)];
  const started = Date.now();
  for (let sent = 0; sent < submissions; ) {
    const batch = Math.min(BATCH, submissions - sent);
    await inTransaction(db, async (tx) => {
      for (let at = 0; at < batch; at++) {
        const { language, name, content } = programFor(sent + at);
        await insertSubmission(tx, { ...problem, accountId: account.id, language, files: [{ name, content: Buffer.from(content) }] });
      }
    });
    sent += batch;
    await untilJudged(db);
    await refuseWrongVerdicts(db, sent);
    const look = await judge.look(sent);
    looks.push(look);
    console.log(`… ${sent} of ${submissions}: RSS ${look.rssMib.toFixed(1)} MiB, heap ${look.heapMib.toFixed(1)} MiB, ${look.descriptors} descriptors (${Math.round((Date.now() - started) / 1000)} s)`);
  }
  return looks;
}

async function storeProblem(db: Database): Promise<{ problemId: string; versionId: string }> {
  const storing: Promise<unknown>[] = [];
  const hashes = new Set<string>();
  const file = (content: string | Buffer, path = 'file'): FileRef => {
    const bytes = Buffer.from(content as string);
    const ref = { path, hash: '', size: bytes.length };
    storing.push(storeBlob(db, Readable.from([bytes])).then(({ hash }) => void (hashes.add(hash), (ref.hash = hash))));
    return ref;
  };
  const content = makeProblem({ file }, [['1 2\n', '3\n']]);
  content.limits.timeMs = 10_000;
  await Promise.all(storing);
  return inTransaction(db, (tx) => insertProblemVersion(tx, { slug: uniqueName('soak'), package: content, findings: [], archiveHash: [...hashes][0]!, blobHashes: hashes, createdBy: null, visibility: 'public' }));
}

async function untilJudged(db: Database): Promise<void> {
  for (;;) {
    const { rows } = await db.execute<{ left: number }>(sql`select count(*)::int as left from judgings where finished_at is null`);
    if (rows[0]?.left === 0) return;
    await sleep(200);
  }
}

async function refuseWrongVerdicts(db: Database, sent: number): Promise<void> {
  const { rows } = await db.execute<{ verdict: string; count: number }>(sql`select verdict, count(*)::int as count from judgings group by 1`);
  const broken = Math.floor(sent / 20);
  const told = Object.fromEntries(rows.map(({ verdict, count }) => [verdict, count]));
  if (told['compile-error'] !== broken || told['accepted'] !== sent - broken) throw new Error(`Wrong verdicts: ${JSON.stringify(told)}`);
}

function isFlat(looks: readonly Look[]): boolean {
  const warm = looks.find(({ judged }) => judged >= WARM) ?? looks.at(-1)!;
  const later = looks.filter(({ judged }) => judged > warm.judged);
  if (later.length === 0) warn(`${WARM} submissions warm it up: nothing is told by fewer than ${WARM + BATCH}.`);
  const grown = later.filter(({ rssMib }) => rssMib > warm.rssMib * MOST_GROWTH);
  const leaked = later.filter(({ descriptors }) => descriptors > warm.descriptors + MOST_NEW_DESCRIPTORS);
  for (const { judged, rssMib } of grown) console.log(`✗ After ${judged} submissions the RSS is ${rssMib.toFixed(1)} MiB, after ${warm.judged} it was ${warm.rssMib.toFixed(1)}.`);
  for (const { judged, descriptors } of leaked) console.log(`✗ After ${judged} submissions there are ${descriptors} descriptors, after ${warm.judged} there were ${warm.descriptors}.`);
  if (grown.length + leaked.length === 0) console.log(`✓ flat: RSS at most ${Math.max(...looks.map(({ rssMib }) => rssMib)).toFixed(1)} MiB, descriptors at most ${Math.max(...looks.map(({ descriptors }) => descriptors))}`);
  return grown.length + leaked.length === 0;
}
