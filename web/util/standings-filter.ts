/** What of the standings is shown, as the address holds it. Ranks stay those among all. */
import type { ScoreboardRow } from '#contract/scoreboard.js';

export interface StandingsSearch {
  search?: string | undefined;
  group?: string | undefined;
  affiliation?: string | undefined;
  /** Only those that have a rank. */
  official?: true | undefined;
  /** For the jury: as everybody else sees them. */
  view?: 'public' | undefined;
  /** Whose history is open. */
  participant?: string | undefined;
  /** The standings of a contest that is over, as they were at a moment. */
  replay?: true | undefined;
  /** The same beside a virtual run, by its id. */
  run?: string | undefined;
  /** For a screen that all look at. */
  projector?: true | undefined;
}

type Filter = Pick<StandingsSearch, 'search' | 'group' | 'affiliation' | 'official'>;

const texts = new WeakMap<ScoreboardRow['participant'], string>();
/** Letters that Unicode does not take apart. */
const APART: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i' };
/** Without case and accents: who looks for muller or lodz finds Müller and Łódź. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[łøđðþßæœı]/g, (letter) => APART[letter] ?? letter);

function textOf(participant: ScoreboardRow['participant']): string {
  const known = texts.get(participant);
  if (known !== undefined) return known;
  const text = plain(`${participant.name}\n${participant.affiliation ?? ''}`);
  texts.set(participant, text);
  return text;
}

/** Every word of the search must occur in the name or the affiliation. The same array where nothing is filtered. */
export function filterRows(rows: readonly ScoreboardRow[], { search, group, affiliation, official }: Filter): readonly ScoreboardRow[] {
  const words = plain(search ?? '').split(/\s+/).filter(Boolean);
  if (words.length === 0 && group === undefined && affiliation === undefined && !official) return rows;
  return rows.filter(({ participant }) => {
    if (group !== undefined && participant.group !== group) return false;
    if (affiliation !== undefined && participant.affiliation !== affiliation) return false;
    if (official && participant.unofficial) return false;
    const text = words.length === 0 ? '' : textOf(participant);
    return words.every((word) => text.includes(word));
  });
}

/** Every value that somebody has, in the order of names. */
export function valuesOf(rows: readonly ScoreboardRow[], key: 'group' | 'affiliation', locale: string): string[] {
  return [...new Set(rows.flatMap(({ participant }) => participant[key] ?? []))].sort(new Intl.Collator(locale, { numeric: true }).compare);
}
