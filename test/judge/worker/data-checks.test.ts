/** Versions prove themselves before real judge processes: labels, data that must be refused, and a judge that is killed meanwhile. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Verification } from '#contract/problem.js';
import { selectOptionalDataCheck, type DataCheckRow } from '#database/data-checks.js';
import { selectOptionalProblem } from '#database/problems.js';
import { selectOptionalVerification } from '#database/verifications.js';
import { importPackage } from '#server/problems/import-package.js';
import { settleVerifications } from '#server/problems/settle-verifications.js';
import { presentVerification } from '#server/problems/verification.js';
import { createTestDatabase, type TestDatabase } from '#test/support/database.js';
import { uniqueName } from '#test/support/world.js';
import { aTree, zipOf, type Tree } from '../../server/problems/zips.js';

const ROOT = join(import.meta.dirname, '../../..');
const ADDS = 'print(sum(map(int, input().split())))\n';
const NUMBERS = 'import sys\nlines = sys.stdin.read().splitlines()\nif len(lines) != 1 or not all(w.isdigit() for w in lines[0].split(" ")): sys.exit("one line of numbers is wanted")\nsys.exit(42)\n';

/** Sound as it is. */
function sums(overrides: Tree = {}): Tree {
  const { 'submissions/accepted/sum.cpp': _cpp, 'input_validators/validate.py': _validator, ...tree } = aTree({
    'data/secret/hush.in': '20 22\n', 'data/secret/hush.ans': '42\n', 'data/invalid_input/word.in': 'three\n', 'input_validators/numbers.py': NUMBERS,
    'submissions/accepted/adds.py': ADDS, 'submissions/wrong_answer/forty.py': 'print(40)\n', ...overrides,
  });
  return tree;
}

let database: TestDatabase;
let folder: string;
const running = new Map<ChildProcess, { state: string; log: string }>();

beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'arbiter-proof-'));
});
afterEach(async () => {
  for (const judge of running.keys()) await stop(judge, 'SIGTERM');
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** A judge with one slot, and Python alone. */
async function startJudge(): Promise<ChildProcess> {
  const state = `/var/lib/arbiter/${uniqueName('proof-test')}`;
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', join(ROOT, 'judge/main.ts')], {
    cwd: ROOT, env: { ...process.env, DATABASE_URL: database.judgeUrl, ARBITER_STATE_DIR: state, ARBITER_SLOTS: '1', ARBITER_LANGUAGES: 'python3' }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  const judge = { state, log: '' };
  running.set(child, judge);
  await new Promise<void>((resolve, reject) => {
    const hear = (bytes: Buffer) => {
      judge.log += bytes.toString();
      if (judge.log.includes('The judge is at work')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`The judge ended with ${code}:\n${judge.log}`)));
  });
  return child;
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const { state } = running.get(child)!;
  running.delete(child);
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal);
    await once(child, 'exit');
  }
  if (signal === 'SIGKILL') await once(spawn(process.execPath, ['--conditions=source', '--import', 'tsx', '-e', `import('#judge/sandbox/mounts.js').then((m) => m.unmountBelow(${JSON.stringify(state)}))`], { cwd: ROOT, stdio: 'ignore' }), 'exit');
  rmSync(state, { recursive: true, force: true });
}

async function imported(tree: Tree, slug = uniqueName('sums'), publish: 'when-proved' | 'at-once' = 'when-proved'): Promise<{ slug: string; version: number; verification: string }> {
  const zipPath = join(folder, `${uniqueName('package')}.zip`);
  writeFileSync(zipPath, zipOf(tree));
  const { verification, ...answer } = await importPackage({ db: database.db, log: pino({ level: 'silent' }) }, { zipPath, name: `${slug}.zip`, slug, publish, createdBy: null, temporaryFolder: folder });
  return { ...answer, verification: verification! };
}

async function until<T>(what: string, find: () => Promise<T | null | false | undefined>, withinMs = 90_000): Promise<T> {
  for (const giveUp = Date.now() + withinMs; Date.now() < giveUp; await sleep(50)) {
    const found = await find();
    if (found) return found;
  }
  throw new Error(`Waited too long: ${what}\n${[...running.values()].map(({ log }) => log).join('\n---\n')}`);
}
async function read(id: string): Promise<Verification> {
  return presentVerification('sums', (await selectOptionalVerification(database.db, id))!);
}
async function over(id: string): Promise<Verification> {
  const verification = await until('the end of a verification', async () => ((now) => now.state === 'finished' && now)(await read(id)));
  await settleVerifications(database.db);
  return verification;
}
const check = async (id: string): Promise<DataCheckRow> => (await selectOptionalDataCheck(database.db, id))!;
const stateOf = async (slug: string) => ((found) => [found!.version.number, found!.published])(await selectOptionalProblem(database.db, slug));

it('publishes what proves itself, and nothing else', { timeout: 240_000 }, async () => {
  await startJudge();
  const first = await imported(sums());
  expect(await stateOf(first.slug)).toEqual([1, false]);
  const proved = await over(first.verification);
  expect(proved.reasons).toEqual([]);
  expect(proved.data).toMatchObject({ done: 4, total: 4, failure: null, failed: [], counts: [{ kind: 'input', checks: 2, failed: 0 }, { kind: 'answer', checks: 1, failed: 0 }, { kind: 'invalid-input', checks: 1, failed: 0 }] });
  expect(await stateOf(first.slug)).toEqual([1, true]);

  const mislabelled = await imported(sums({ 'submissions/wrong_answer/right.py': ADDS }), first.slug);
  expect((await over(mislabelled.verification)).reasons).toEqual([{ path: 'submissions/wrong_answer/right.py', message: expect.stringMatching(/got accepted/) as string }]);
  const passes = await imported(sums({ 'data/invalid_input/fine.in': '4 5\n', 'data/invalid_output/right.in': '1 2\n', 'data/invalid_output/right.ans': '3\n', 'data/invalid_output/right.out': '3\n' }), first.slug);
  expect((await over(passes.verification)).reasons).toEqual([
    { path: 'data/invalid_input/fine', message: 'No input validator refuses it.' },
    { path: 'data/invalid_output/right', message: 'The output validator accepts it.' },
  ]);
  const invalid = await imported(sums({ 'data/secret/letters.in': 'a b\n', 'data/secret/letters.ans': '0\n', 'submissions/accepted/adds.py': 'try: print(sum(map(int, input().split())))\nexcept ValueError: print(0)\n' }), first.slug);
  expect((await over(invalid.verification)).reasons).toEqual([{ path: 'data/secret/letters', message: expect.stringMatching(/numbers\.py: exit code 1\none line of numbers is wanted/) as string }]);
  const broken = await imported(sums({ 'input_validators/broken.cpp': 'int main() {' }), first.slug);
  expect((await over(broken.verification)).reasons).toEqual([{ path: 'data', message: expect.stringMatching(/broken\.cpp .*cpp, which this judge cannot run/) as string }]);
  expect(await stateOf(first.slug)).toEqual([1, true]);

  const mended = await imported(sums({ 'submissions/wrong_answer/none.py': 'pass\n' }), first.slug);
  expect((await over(mended.verification)).reasons).toEqual([]);
  expect(await stateOf(first.slug)).toEqual([6, true]);
});

it('lets what is too slow run to the margin of the format, and warns of it', { timeout: 120_000 }, async () => {
  await startJudge();
  const burns = (seconds: number) => `import time\nend = time.process_time() + ${seconds}\nwhile time.process_time() < end: pass\n${ADDS}`;
  const yaml = 'problem_format_version: 2025-09\nname: Sums\nuuid: 117b564d-429b-44d4-bf8c-c264a3703e07\nlimits:\n  time_limit: 0.4\n  time_resolution: 0.1\n  time_multipliers: {ac_to_time_limit: 2.0, time_limit_to_tle: 1.8}\n';
  const { verification } = await imported(sums({ 'problem.yaml': yaml, 'submissions/time_limit_exceeded/nearly.py': burns(0.58), 'submissions/time_limit_exceeded/never.py': 'while True: pass\n' }));
  const { rows, reasons, timeMargins } = await over(verification);
  expect(reasons).toEqual([]);
  expect(timeMargins).toEqual({ acceptedToLimit: 2, limitToTimeLimitExceeded: 1.8 });
  expect(rows.filter(({ path }) => path.startsWith('time')).map(({ path, verdict, note }) => [path, verdict, note])).toEqual([
    ['time_limit_exceeded/nearly.py', 'time-limit-exceeded', expect.stringMatching(/^It needs 1[45]\d % of the time limit, less than the format's margin for what is too slow \(180 %\)/)],
    ['time_limit_exceeded/never.py', 'time-limit-exceeded', ''],
  ]);
});

it('goes on where a judge was killed in the middle of the data', { timeout: 180_000 }, async () => {
  const doomed = await startJudge();
  const slow = { 'input_validators/slow.py': 'import time\ntime.sleep(0.5)\nexit(42)\n' };
  const tests = Object.fromEntries(Array.from({ length: 14 }, (_, at) => [[`data/secret/${at}.in`, `${at} 1\n`], [`data/secret/${at}.ans`, `${at + 1}\n`]]).flat() as [string, string][]);
  const { slug, verification } = await imported(sums({ ...slow, ...tests }));
  const before = await until('some checks', async () => ((row) => row.done >= 3 && row.claimedAt !== null && row)(await check(verification)));
  await stop(doomed, 'SIGKILL');
  const left = await check(verification);
  expect(left.finishedAt).toBeNull();
  expect(left.done).toBeGreaterThanOrEqual(before.done);
  expect(left.done).toBeLessThan(18);
  await startJudge();
  const { data, reasons } = await over(verification);
  expect(reasons).toEqual([]);
  expect(data).toMatchObject({ done: 18, total: 18, counts: [{ kind: 'input', checks: 16, failed: 0 }, { kind: 'answer', checks: 1 }, { kind: 'invalid-input', checks: 1 }] });
  expect(await stateOf(slug)).toEqual([1, true]);
});

it('goes on with another judge where one drains', { timeout: 120_000 }, async () => {
  const first = await startJudge();
  const tests = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [[`data/secret/${at}.in`, `${at} 1\n`], [`data/secret/${at}.ans`, `${at + 1}\n`]]).flat() as [string, string][]);
  const { verification } = await imported(sums({ ...tests, 'input_validators/slow.py': 'import time\ntime.sleep(0.5)\nexit(42)\n' }));
  await until('a check', async () => (await check(verification)).done >= 1);
  await stop(first, 'SIGTERM');
  expect(await check(verification)).toMatchObject({ claimedAt: null, finishedAt: null, judge: null });
  await startJudge();
  expect((await over(verification)).reasons).toEqual([]);
});
