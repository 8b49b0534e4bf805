import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { i18n } from '@lingui/core';
import { describe, expect, test } from 'vitest';
import { ERROR_STATUS } from '#contract/errors.js';
import { failureOf } from '../../web/api/failure.js';
import { PATTERNS, SENTENCES, wordsOf } from '../../web/api/server-words.js';

i18n.loadAndActivate({ locale: 'en', messages: {} });
const ROOT = join(import.meta.dirname, '../..');
const CODE = ['server', 'contract', 'database']
  .flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts')).map((path) => readFileSync(join(ROOT, folder, path), 'utf8')))
  .join('\n')
  // What is filled in there is a * here.
  .replace(/\$\{[^}]*\}/g, '*');

describe("the server's sentences that the web app knows", () => {
  test.each(Object.keys(SENTENCES))('“%s” is said by the server', (sentence) => expect(CODE).toContain(`'${sentence}'`));
  test.each(Object.keys(PATTERNS))('“%s” is said by the server', (pattern) => expect(CODE).toContain(`\`${pattern}\``));

  test('are found with and without the stop at their end', () => {
    expect(wordsOf('This username is taken.')).toBe('This username is taken.');
    expect(wordsOf('This username is taken')).toBe('This username is taken');
  });
  test('keep their facts', () => {
    expect(wordsOf('Too many requests of this kind. At most 30 in 60 seconds.')).toContain('At most 30 in 60 seconds');
    expect(wordsOf('No judge here can run ocaml.')).toBe('No judge here can run ocaml.');
  });
  test('are left as they are where they are not known', () => {
    expect(wordsOf('The moon is in the way.')).toBe('The moon is in the way.');
    expect(wordsOf('constructor')).toBe('constructor');
  });
  test('every code of the contract keeps or gets words', async () => {
    for (const code of Object.keys(ERROR_STATUS)) {
      const failure = await failureOf(400, JSON.stringify({ error: { code, message: 'Facts.', details: [{ path: 'slug', message: 'More facts' }] } }));
      expect(failure.message).not.toBe('');
      expect(failure.of('slug')).toBe('More facts');
    }
    expect((await failureOf(502, '<html>')).code).toBe('unreadable');
  });
});
