/** What the values in a package's YAML can be. They come in as written (yaml.ts) and go out typed. */
import { z } from 'zod';

export const text = z.string();

export const decimal = z.string().transform((value, context) => {
  const number = Number(value);
  if (/^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(value) && Number.isFinite(number)) return number;
  context.addIssue({ code: 'custom', message: `must be a number, not "${value}"` });
  return z.NEVER;
});

/** Far above what anybody means, and such that seconds in milliseconds and MiB in KiB fit 32 bits. */
export const MOST = 1_000_000;
export const positive = decimal.refine((number) => number > 0, 'must be above 0').refine((number) => number <= MOST, `must be at most ${MOST}`);
/** Factors of a time. */
const MOST_TIMES = 1000;
export const factor = positive.refine((number) => number <= MOST_TIMES, `must be at most ${MOST_TIMES}`);
export const atLeastOne = factor.refine((number) => number >= 1, 'must be at least 1');

/** Whole numbers above 0. Old packages write 1024.0 as well. */
export const count = positive.refine((number) => Number.isInteger(number), 'must be a whole number');

export const yesOrNo = z.string().transform((value, context) => {
  if (/^(?:true|yes|on)$/i.test(value)) return true;
  if (/^(?:false|no|off)$/i.test(value)) return false;
  context.addIssue({ code: 'custom', message: `must be true or false, not "${value}"` });
  return z.NEVER;
});

/** A list of words, or one string with blanks between them. */
export const words = z.union([z.array(text), text.transform(splitWords)]);

/** A list of strings; a single one stands for a list of one. */
export const oneOrMore = z.union([z.array(text).min(1, 'must not be empty'), text.transform((value) => [value])]);

export function splitWords(value: string): string[] {
  return value.split(/\s+/).filter((word) => word !== '');
}

const personFields = z.strictObject({ name: text, email: text.optional(), orcid: text.optional(), kattis: text.optional() });
/** A person's name without the address. */
export const person = z.union([personFields, text.transform((name) => ({ name }))]).transform((value) => value.name.replace(/\s*<[^>]*>\s*$/, ''));
export const persons = z.union([z.array(person).min(1, 'must not be empty'), person.transform((name) => [name])]);

const source = z.union([z.strictObject({ name: text, url: text.optional() }), text.transform((name) => ({ name }))]).transform((entry) => ({ url: undefined, ...entry }));
export const sources = z.union([z.array(source), source.transform((entry) => [entry])]);

/** `en`, `fil`, `pt-BR`. */
export const LANGUAGE_CODE = /^[a-z]{2,3}(?:-[A-Z]{2})?$/;

/** As some tools write them: pt_BR, zh-cn. */
export const LOOSE_LANGUAGE_CODE = /^[a-z]{2,3}(?:[-_][A-Za-z]{2})?$/;

export function languageCode(loose: string): string {
  const [language = '', region] = loose.split(/[-_]/);
  return region === undefined ? language : `${language}-${region.toUpperCase()}`;
}

export const LICENSES = ['unknown', 'public domain', 'cc0', 'cc by', 'cc by-sa', 'educational', 'permission'] as const;
