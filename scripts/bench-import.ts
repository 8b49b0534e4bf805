/**
 * npm run bench import [TESTS]: how long a package of very many small tests takes to come in, on a PostgreSQL of its own: read,
 * stored and written as a version; then again, when every file of it is stored already. No judge is at work beside it.
 */
import { mkdtempSync, rmSync, writeFileSync, chmodSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { pino } from 'pino';
import { close, connect } from '#database/connect.js';
import { startEmbedded } from '#database/embedded.js';
import { migrate } from '#database/migrate.js';
import { importPackage } from '#server/problems/import-package.js';
import { Refusal, runScript, step } from './support/progress.js';
import { table } from './support/table.js';

/** As many as a package may have files for, nearly. */
const TESTS = 4_900;
const SLUG = 'many-tests';

await runScript(async () => {
  const [given] = process.argv.slice(2);
  const tests = given === undefined ? TESTS : Number(given);
  if (!Number.isInteger(tests) || tests < 1) throw new Refusal(`"${given}" is no number of tests.`, 'Give a whole number, or none.');
  const folder = mkdtempSync('/var/tmp/arbiter-bench-import-');
  // PostgreSQL's user walks through it.
  chmodSync(folder, 0o755);
  const zipPath = join(folder, `${SLUG}.zip`);
  writeFileSync(zipPath, makePackage(tests));
  const postgres = await startEmbedded({ dataDir: join(folder, 'data') });
  const db = connect(postgres.url, { applicationName: 'arbiter bench', max: 10 });
  try {
    await migrate(postgres.url);
    const bringIn = () => importPackage({ db, log: pino({ level: 'silent' }) }, { zipPath, name: SLUG, slug: SLUG, createdBy: null, temporaryFolder: folder });
    const rows = [['new files', await timed('a package of new files', bringIn)], ['the same files again', await timed('the same files again', bringIn)]];
    process.stdout.write(`\n${table([`${tests} tests`, 'seconds'], rows)}\n`);
  } finally {
    await close(db);
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  return 0;
});

async function timed(what: string, act: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await step(what, act);
  return Math.round((performance.now() - started) / 100) / 10;
}

/** Every file is another one, of some ten bytes. */
function makePackage(tests: number): Uint8Array {
  const files: Record<string, string> = {
    'problem.yaml': 'problem_format_version: 2025-09\nname: Many Tests\nuuid: 5a6cdf0c-6f9b-4e0e-9a44-6b8b5f2f7a11\nlimits: {time_limit: 1}\n',
    'statement/problem.en.md': 'Add two numbers.\n',
    'input_validators/validate.py': 'import sys\na, b = map(int, input().split())\nsys.exit(42)\n',
    'submissions/accepted/sum.py': 'print(sum(map(int, input().split())))\n',
  };
  for (let number = 1; number <= tests; number += 1) {
    const name = `data/secret/${String(number).padStart(5, '0')}`;
    files[`${name}.in`] = `${number} ${2 * number}\n`;
    files[`${name}.ans`] = `${3 * number} of ${number}\n`;
  }
  return zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)])));
}
