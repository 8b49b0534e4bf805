import { expect, it } from 'vitest';
import { LANGUAGE_IDS } from '#contract/language.js';
import { readConfig } from '#judge/config.js';

const languagesOf = (text?: string) => readConfig({ DATABASE_URL: 'postgresql://judge@host/arbiter', ...(text === undefined ? {} : { ARBITER_LANGUAGES: text }) }).languages;

it('offers every language unless some are named', () => {
  expect(languagesOf()).toEqual(LANGUAGE_IDS);
  expect(languagesOf('')).toEqual(LANGUAGE_IDS);
  expect(languagesOf('python3, c')).toEqual(['c', 'python3']);
});

it('says which name is no language', () => {
  expect(() => languagesOf('c,python')).toThrow(/ARBITER_LANGUAGES must name languages of c, cpp.*, not "python"/);
});
