/** The command line as a person gets it: what it prints where, and its exit codes. */
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { LANGUAGE_IDS } from '#contract/language.js';
import { ROOT } from '#scripts/support/root.js';

const arbiter = (...words: string[]): Promise<{ code: number; out: string; error: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, [join(ROOT, 'scripts/arbiter.mjs'), ...words], { cwd: tmpdir() }, (error, out, errorText) => resolve({ code: error ? Number(error.code) : 0, out, error: errorText }));
  });

it('languages are listed as JSON, and nothing else is on standard output', { timeout: 60_000 }, async () => {
  const { code, out, error } = await arbiter('languages', 'list', '--json');
  expect({ code, error }).toEqual({ code: 0, error: '' });
  expect((JSON.parse(out) as { id: string }[]).map(({ id }) => id)).toEqual([...LANGUAGE_IDS]);
});

it.each([
  [['frob'], 'There is no command "frob".'],
  [['languages', 'frob'], 'There is no "languages frob".'],
  [['languages', 'list', '--all'], '"languages list" has no option --all.'],
  [['languages', 'add'], 'Which language?'],
  [['languages', 'add', 'haskell', 'klingon'], 'There is no language "klingon".'],
])('%j is not understood', { timeout: 60_000 }, async (words, reason) => {
  const { code, out, error } = await arbiter(...words);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(error).toContain(reason);
  expect(error).toContain('Usage: arbiter');
});

it('help is an answer', { timeout: 60_000 }, async () => {
  expect((await arbiter('--help')).out).toMatch(/^Usage: arbiter COMMAND/);
  expect((await arbiter('languages', '--help')).out).toMatch(/^Usage: arbiter languages/);
});
