/** What the database cannot hold, or a table cannot show, in what files say. Pure. */
import { isOneLine } from '#contract/shown-text.js';
import type { Entries, Notes } from './entries.js';

const LONGEST = 200;
const LONGEST_URL = 2000;
/** Passwords are stored as hashes only. */
const OTHERS: ReadonlySet<string> = new Set(['path', 'line', 'password']);

export function checkTexts(entries: Entries, notes: Notes): void {
  for (const entry of Object.values(entries).flat()) {
    // Not the values of all keys: to ask for the line of an entry costs more than to read it.
    for (const key of Object.keys(entry).filter((name) => !OTHERS.has(name))) {
      const value: unknown = Reflect.get(entry, key);
      const values: unknown[] = Array.isArray(value) ? value : [value];
      for (const text of values.filter((each) => typeof each === 'string')) {
        const longest = key === 'url' ? LONGEST_URL : LONGEST;
        if (!isOneLine(text)) notes.fault(entry, `${key}: There are control characters in it.`);
        else if (text.length > longest) notes.fault(entry, `${key}: It has ${text.length} characters; there may be ${longest}.`);
      }
    }
  }
}
