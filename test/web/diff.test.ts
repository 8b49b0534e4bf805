import { describe, expect, test } from 'vitest';
import { diffLines } from '../../web/util/diff.js';
import { whiteParts } from '../../web/util/diff-view.js';

const shape = (left: string, right: string) => diffLines(left, right).map((row) => [row.same, row.left?.number ?? null, row.right?.number ?? null]);

describe('the comparison of expected and got', () => {
  test('equal texts have no differing row', () => {
    expect(shape('1\n2\n', '1\n2\n')).toEqual([[true, 1, 1], [true, 2, 2]]);
  });

  test('a changed line is cut where the difference begins and ends', () => {
    const [row] = diffLines('abcdef\n', 'abXdef\n');
    expect(row).toEqual({ same: false, left: { number: 1, before: 'ab', differs: 'c', after: 'def', ended: true }, right: { number: 1, before: 'ab', differs: 'X', after: 'def', ended: true } });
  });

  test('a missing last end of line is a difference', () => {
    const [row] = diffLines('7\n', '7');
    expect(row?.same).toBe(false);
    expect([row?.left?.ended, row?.right?.ended]).toEqual([true, false]);
  });

  test('a trailing blank is the difference, not the line', () => {
    const [row] = diffLines('7\n', '7 \n');
    expect([row?.right?.before, row?.right?.differs]).toEqual(['7', ' ']);
  });

  test('characters of two code units are not cut in the middle', () => {
    const [row] = diffLines('ab\u{1F600}c\n', 'ab\u{1F601}c\n');
    expect([row?.left?.before, row?.left?.differs, row?.right?.differs, row?.left?.after]).toEqual(['ab', '\u{1F600}', '\u{1F601}', 'c']);
    const [other] = diffLines('\u{1F600}\n', '\u{1FA00}\n');
    expect([other?.left?.before, other?.left?.differs, other?.right?.differs, other?.left?.after]).toEqual(['', '\u{1F600}', '\u{1FA00}', '']);
  });

  test('an inserted line leaves the others matched', () => {
    expect(shape('a\nb\n', 'a\nnew\nb\n')).toEqual([[true, 1, 1], [false, null, 2], [true, 2, 3]]);
  });

  test('an empty output stands against every expected line', () => {
    expect(shape('a\nb\n', '')).toEqual([[false, 1, null], [false, 2, null]]);
  });

  test('very long texts are compared line by line', () => {
    const long = (word: string) => Array.from({ length: 2000 }, (_, at) => (at === 1500 ? word : String(at))).join('\n') + '\n';
    const rows = diffLines(long('x'), long('y'));
    expect(rows).toHaveLength(2000);
    expect(rows.filter((row) => !row.same).map((row) => row.left?.number)).toEqual([1501]);
  });
});

test('what nobody sees is drawn', () => {
  expect(whiteParts('a b\tc\u00a0')).toEqual(['a', '·', 'b', '→\t', 'c', '⍽', '']);
  expect(whiteParts('1\r\u0000')).toEqual(['1', '␍␀', '']);
  expect(whiteParts('\ufeff7\u200b\u202e\u3000\u0085')).toEqual(['', '⟨U+FEFF⟩', '7', '⟨U+200B⟩⟨U+202E⟩⟨U+3000⟩⟨U+0085⟩', '']);
});
