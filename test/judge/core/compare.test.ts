import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { OutputComparer, parseCompareOptions, type CompareOptions } from '#judge/core/compare.js';

function options(flags: string): CompareOptions {
  const parsed = parseCompareOptions(flags.split(' ').filter(Boolean));
  if (typeof parsed === 'string') throw new Error(parsed);
  return parsed;
}

/** Feeds the output in pieces of `piece` bytes and lets the answer be read in pieces of `block` bytes. */
function compare(output: string | Buffer, answer: string | Buffer, flags = '', piece = 1 << 16, block = 1 << 18): string | null {
  const given = Buffer.from(output as string);
  const wanted = Buffer.from(answer as string);
  let at = 0;
  const comparer = new OutputComparer((buffer) => {
    const count = wanted.copy(buffer, 0, at, Math.min(wanted.length, at + Math.min(block, buffer.length)));
    at += count;
    return count;
  }, options(flags));
  for (let i = 0; i < given.length; i += piece) comparer.feed(given.subarray(i, i + piece));
  return comparer.finish();
}

const right: [title: string, output: string, answer: string, flags?: string][] = [
  ['equal text', '1 2 3\n', '1 2 3\n'],
  ['two empty outputs', '', ''],
  ['nothing but white space', ' \n\t\n', ''],
  ['other white space between words', '1  2\r\n3', '1\n2 3\n'],
  ['other case', 'YES\nno', 'Yes\nNO'],
  ['a number within the absolute tolerance', '0.3333334', '0.33333333', 'float_absolute_tolerance 1e-6'],
  ['a large number within the relative tolerance', '1000000.5', '1000000', 'float_relative_tolerance 1e-6'],
  ['one of both tolerances', '1000000.5 0.0000001', '1000000 0', 'float_tolerance 1e-6'],
  ['other notations of the same number', '1e3 .5 +2. -0', '1000 0.5 2 0', 'float_tolerance 0'],
  ['text between numbers', 'Case 1: 0.50', 'case 1: 0.5', 'float_tolerance 1e-9'],
  ['equal white space when it counts', 'a  b\n\nc\n', 'a  b\n\nc\n', 'space_change_sensitive'],
];

const wrong: [title: string, output: string, answer: string, flags: string, message: RegExp][] = [
  ['another word', '1 2 4', '1 2 3', '', /^Line 1: expected "3", got "4"$/],
  ['a word on a later line', '1\n2\nx\n', '1\n2\n3\n', '', /^Line 3: expected "3", got "x"$/],
  ['missing output', '1 2', '1 2 3', '', /expected "3", got the end of the output/],
  ['too much output', '1 2 3 4', '1 2 3', '', /expected the end of the output, got "4"/],
  ['a split word', '1 2', '12', '', /expected "12", got "1"/],
  ['joined words', '12', '1 2', '', /expected "1", got "12"/],
  ['other case when it counts', 'Yes', 'yes', 'case_sensitive', /expected "yes", got "Yes"/],
  ['a number outside the tolerance', '0.34', '0.33', 'float_tolerance 1e-3', /expected "0.33", got "0.34"/],
  ['not a number where one is wanted', 'nan', '0.5', 'float_tolerance 1e9', /got "nan"/],
  ['infinity where a number is wanted', 'inf', '0.5', 'float_tolerance 1e9', /got "inf"/],
  ['a number where a word is wanted', '1', 'one', 'float_tolerance 1e9', /expected "one"/],
  ['a number as text without tolerance', '1.0', '1', '', /expected "1", got "1.0"/],
  ['hexadecimal', '0x10', '16', 'float_tolerance 1', /got "0x10"/],
  ['a space too many when it counts', 'a  b', 'a b', 'space_change_sensitive', /expected "b"|a space/],
  ['a missing last newline when it counts', 'a', 'a\n', 'space_change_sensitive', /expected a newline, got the end/],
  ['a trailing space when it counts', 'a \n', 'a\n', 'space_change_sensitive', /expected a newline, got a space/],
  ['NUL behind a word', '1\u0000', '1', '', /got "1/],
  ['a byte order mark', '\uFEFF1', '1', '', /got/],
];

describe('the default validator', () => {
  for (const [title, output, answer, flags] of right) {
    for (const piece of [1, 2, 1000]) it(`accepts ${title}, in pieces of ${piece}`, () => expect(compare(output, answer, flags, piece, piece)).toBeNull());
  }
  for (const [title, output, answer, flags, message] of wrong) {
    for (const piece of [1, 2, 1000]) it(`rejects ${title}, in pieces of ${piece}`, () => expect(compare(output, answer, flags, piece, piece)).toMatch(message));
  }

  it('compares one word that is longer than any buffer', () => {
    const word = 'ab'.repeat(400_000);
    for (const flags of ['', 'float_tolerance 1e-6', 'space_change_sensitive']) {
      expect(compare(word, `${word}\n`, flags.includes('space') ? '' : flags)).toBeNull();
      expect(compare(`${word} tail`, `${word} tail`, flags)).toBeNull();
      expect(compare(`${word}c`, word, flags)).not.toBeNull();
      expect(compare(word, `${word}c`, flags)).not.toBeNull();
      expect(compare(`${word} c`, `${word}c`, flags)).not.toBeNull();
      expect(compare(`${word.slice(0, -1)}x`, word, flags)).not.toBeNull();
    }
    expect(compare(word.toUpperCase(), word)).toBeNull();
    expect(compare(word.toUpperCase(), word, 'case_sensitive')).not.toBeNull();
  });

  it('does not join the halves of a long word that white space separates at the end of a piece', () => {
    const half = 'z'.repeat(5000);
    expect(compare(`${half} ${half}`, `${half}${half}`, '', 5000, 1 << 18)).not.toBeNull();
    expect(compare(`${half}${half}`, `${half} ${half}`, '', 5000, 1 << 18)).not.toBeNull();
  });

  it('agrees with a comparison of whole token lists, however the pieces fall', () => {
    const text = fc.array(fc.constantFrom('a', 'B', 'b', '1', '1.0', '1.05', ' ', ' ', '\n', 'x'.repeat(70), '7'.repeat(4100)), { maxLength: 40 }).map((parts) => parts.join(''));
    const edited = fc.tuple(text, text, fc.boolean(), fc.nat(), fc.nat()).map(([a, b, same, at, cut]) => [a, same ? a.slice(0, at % (a.length + 1)) + b.slice(0, cut % 3) + a.slice(at % (a.length + 1)) : b] as const);
    fc.assert(
      fc.property(edited, fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 5000 }), fc.boolean(), ([output, answer], piece, block, numbers) => {
        const tokens = (s: string) => s.split(/[ \n]+/).filter(Boolean);
        const a = tokens(output);
        const b = tokens(answer);
        const number = (s: string) => s.length < 4096 && /^[0-9.]+$/.test(s);
        const equal = a.length === b.length && a.every((token, i) => token.toLowerCase() === b[i]!.toLowerCase() || (numbers && number(token) && number(b[i]!) && Math.abs(Number(token) - Number(b[i])) <= 0.1));
        expect(compare(output, answer, numbers ? 'float_absolute_tolerance 0.1' : '', piece, block) === null).toBe(equal);
      }),
      { numRuns: 3000 },
    );
  });

  it('refuses arguments that it does not know', () => {
    expect(parseCompareOptions(['float_tolerance', 'much'])).toMatch(/needs a number/);
    expect(parseCompareOptions(['float_tolerance'])).toMatch(/needs a number/);
    expect(parseCompareOptions(['tolerant'])).toMatch(/does not know/);
  });
});
