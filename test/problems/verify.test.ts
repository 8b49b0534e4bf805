/** Every labelled submission of every package in problems/ is judged as its label says, by the command that a person would use. */
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

it('judges every labelled submission as its label says', { timeout: 1_200_000 }, async () => {
  const result = await execa(process.execPath, ['--conditions=source', '--import', 'tsx', 'scripts/verify-problems.ts'], { cwd: ROOT, all: true, reject: false });
  expect(result.all).toMatch(/\d+ problems, 1\d\d submissions, 0 not as expected/);
  expect(result.exitCode).toBe(0);
});
