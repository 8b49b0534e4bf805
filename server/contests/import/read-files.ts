/** Finds out what each file is, and reads it. Pure. */
import type { TeamImport } from '#contract/contest-exchange.js';
import { checkTexts } from './check-texts.js';
import { Notes, type Entries } from './entries.js';
import { readStructured } from './read-structured.js';
import { readTsv } from './read-tsv.js';

/** By how the names of their files begin. */
const KINDS: [RegExp, keyof Entries][] = [[/^groups?\b|^groups/i, 'groups'], [/^(?:organi[sz]ations?|institutions?|affiliations?)/i, 'organizations'], [/^teams?/i, 'teams'], [/^accounts?/i, 'accounts']];

export function readFiles(files: TeamImport['files']): { entries: Entries; notes: Notes } {
  const entries: Entries = { groups: [], organizations: [], teams: [], accounts: [] };
  const notes = new Notes();
  for (const { name, content } of files) {
    const base = name.replace(/^.*[/\\]/, '');
    const kind = KINDS.find(([pattern]) => pattern.test(base))?.[1];
    const [, ending] = /\.(tsv|txt|json|ya?ml)$/i.exec(base) ?? [];
    const text = content.replace(/^\ufeff/, '');
    if (kind === undefined || ending === undefined) notes.fault({ path: name, line: undefined }, 'Call the file teams, groups, organizations or accounts, with the ending .tsv, .json or .yaml.');
    else if (text.includes('\u0000') || !text.isWellFormed()) notes.fault({ path: name, line: undefined }, 'The file must be text in UTF-8.');
    else if (/^(?:tsv|txt)$/i.test(ending)) readTsv(name, kind, text, entries, notes);
    else readStructured(name, kind, text, ending.toLowerCase() === 'json', entries, notes);
  }
  checkTexts(entries, notes);
  return { entries, notes };
}
