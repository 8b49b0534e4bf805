import { describe, expect, test } from 'vitest';
import type { OfferedLanguage } from '#contract/language.js';
import { ago, bytes, duration, languageOfCode, memory, number } from '../../web/util/format.js';
import { entryPoints, faultOfName, freshName, languageOfFile, usualName, withNames, withoutUsualName } from '../../web/util/source-file.js';

const language = (id: OfferedLanguage['id'], ...extensions: string[]): OfferedLanguage => ({ id, name: id, version: '', extensions, compileCommand: '', runCommand: '' });
const java = language('java', '.java');
const cpp = language('cpp', '.cpp', '.cc');

describe('numbers as people read them', () => {
  test('durations', () => expect([0.4, 999, 999.7, 1000, 1240].map((ms) => duration(ms, 'en'))).toEqual(['0 ms', '999 ms', '1 s', '1 s', '1.24 s']));
  test('waits that are long', () => expect([119_000, 210_000, 7_560_000].map((ms) => duration(ms, 'en'))).toEqual(['119 s', '3.5 min', '2.1 h']));
  test('memory', () => expect([512, 3400, 1048576].map((kib) => memory(kib, 'en'))).toEqual(['512 KiB', '3.3 MiB', '1 GiB']));
  test('sizes', () => expect([120, 12_083].map((size) => bytes(size, 'en'))).toEqual(['120 B', '11.8 KiB']));
  test('with the separators of the locale', () => {
    expect([duration(1240, 'de'), memory(3400, 'es'), number(12345.678, 1, 'de'), number(1234, 0, 'en')]).toEqual(['1,24 s', '3,3 MiB', '12.345,7', '1,234']);
  });
  test('languages of people, in the language of the reader', () => {
    expect([languageOfCode('de', 'en'), languageOfCode('en', 'de'), languageOfCode('not a code', 'en')]).toEqual(['German', 'Englisch', 'not a code']);
  });
  test('what is not known', () => expect([duration(null), memory(undefined)]).toEqual(['–', '–']));
  test('times ago, and a clock ahead of ours is now', () => {
    const now = Date.parse('2026-01-10T00:00:00Z');
    expect(ago('2026-01-09T23:55:00Z', now, 'en')).toBe('5 minutes ago');
    expect(ago('2026-01-08T00:00:00Z', now, 'en')).toBe('2 days ago');
    expect(ago('2026-01-10T00:00:09Z', now, 'en')).toBe('now');
    expect(ago('2026-01-09T23:00:20Z', now, 'en')).toBe('1 hour ago');
  });
  test('times to come', () => {
    const now = Date.parse('2026-01-10T00:00:00Z');
    expect(ago('2026-01-10T00:05:00Z', now, 'en')).toBe('in 5 minutes');
    expect(ago('2026-01-11T00:00:00Z', now, 'de')).toBe('morgen');
  });
});

describe('the name under which a program is sent', () => {
  test('is that of the public class in Java', () => {
    expect(usualName(java, 'import x;\npublic final class Solver {}')).toBe('Solver.java');
    expect(usualName(java, 'class Hidden {}')).toBe('Main.java');
  });
  test('is main in most languages', () => {
    expect(usualName(cpp, '')).toBe('main.cpp');
  });
  test('tells the language, where the chosen one does not fit', () => {
    expect(languageOfFile('A.CPP', [java, cpp], 'java')?.id).toBe('cpp');
    expect(languageOfFile('a.txt', [java, cpp], 'java')).toBeUndefined();
  });
});

describe('a program of several files', () => {
  test('names its files, and forgets the usual name of a single one', () => {
    expect(withNames(java, { files: [{ name: '', content: 'public class Solver {}' }] }).files).toEqual([{ name: 'Solver.java', content: 'public class Solver {}' }]);
    expect(withoutUsualName(java, { files: [{ name: 'Solver.java', content: 'public class Solver {}' }] }).files[0]?.name).toBe('');
    expect(withoutUsualName(java, { files: [{ name: 'Other.java', content: 'public class Solver {}' }] }).files[0]?.name).toBe('Other.java');
    expect(withoutUsualName(cpp, { files: [{ name: 'main.cpp', content: '' }, { name: 'b.cpp', content: '' }] }).files[0]?.name).toBe('main.cpp');
  });
  test('gives each a name that may be', () => {
    expect(freshName(cpp, ['main.cpp'])).toBe('file2.cpp');
    expect(freshName(cpp, ['main.cpp', 'file3.cpp'])).toBe('file4.cpp');
    expect(['', 'a.cpp', 'a/b', '.a', '-a', 'a\u0000', 'x'.repeat(129), 'ü b.cpp'].map((name) => faultOfName(name, ['a.cpp'], cpp))).toEqual(['empty', 'taken', 'characters', 'characters', 'characters', 'characters', 'too-long', undefined]);
    expect(faultOfName('a b.java', [], java)).toBe('characters');
  });
  test('begins where it is told, if its language asks', () => {
    const files = ['main.py', 'b.py', 'data.txt'].map((name) => ({ name, content: '' }));
    expect(entryPoints(language('python3', '.py'), files)).toEqual(['main.py', 'b.py']);
    expect(entryPoints(language('python3', '.py'), files.slice(0, 1))).toEqual([]);
    expect(entryPoints(language('cpp', '.py'), files)).toEqual([]);
  });
});
