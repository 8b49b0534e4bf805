import { describe, expect, test } from 'vitest';
import { fit, rankTargets } from '../../web/util/rank-targets.js';
import { slugOfPath, withLatest } from '../../web/util/recent-problems.js';

type Group = 'recent' | 'pages' | 'problems';
const ORDER: Group[] = ['recent', 'pages', 'problems'];
const MOST = { recent: 2, pages: 3, problems: 2 };
const target = (group: Group, name: string, key = name, words = '') => ({ group, name, key, words });
const TARGETS = [
  target('recent', 'Two Tills', 'aplusb'),
  target('pages', 'Problems'),
  target('pages', 'Status'),
  target('problems', 'Shortest Path', 'paths', '/problems/paths'),
  target('problems', 'Two Tills', 'aplusb'),
  target('problems', 'Statues', 'statues'),
  target('problems', 'A Path', 'a'),
];
const shown = (text: string) => rankTargets(TARGETS, ORDER, text, MOST).map(({ group, items }) => [group, ...items.map(({ name }) => name)]);

describe('the palette', () => {
  test('offers every group in its order where nothing is typed, and nothing twice', () => {
    expect(shown('')).toEqual([['recent', 'Two Tills'], ['pages', 'Problems', 'Status'], ['problems', 'Shortest Path', 'Statues']]);
  });
  test('puts the group with the best fit first', () => {
    expect(shown('path')).toEqual([['problems', 'Shortest Path', 'A Path']]);
    expect(shown('stat')).toEqual([['pages', 'Status'], ['problems', 'Statues']]);
  });
  test('finds every typed word, whatever its case and place', () => {
    expect(shown('PATHS')).toEqual([['problems', 'Shortest Path']]);
    expect(shown('two nothing')).toEqual([]);
  });
  test('tells a name that begins so from a word that does, and from the rest', () => {
    expect([fit({ name: 'Path of All' }, 'path'), fit({ name: 'Shortest Path' }, 'path'), fit({ name: 'Footpath' }, 'path'), fit({ name: 'Road' }, 'path')]).toEqual([0, 1, 2, null]);
  });
});

describe('recent problems', () => {
  test('the latest is first, once, and few are kept', () => {
    expect(withLatest(['a', 'b', 'c'], 'b')).toEqual(['b', 'a', 'c']);
    expect(withLatest(['a', 'b', 'c', 'd', 'e', 'f'], 'g')).toEqual(['g', 'a', 'b', 'c', 'd', 'e']);
  });
  test('are those of problem pages', () => {
    expect(['/problems/aplusb', '/problems/aplusb/staff', '/problems', '/problems/import', '/people/aplusb'].map(slugOfPath)).toEqual(['aplusb', 'aplusb', undefined, undefined, undefined]);
  });
});
