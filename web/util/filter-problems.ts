/** The problem list, filtered and sorted in the browser, so that typing answers at once. */
import type { ProblemEntry } from '#contract/problem.js';
import { formatLocale } from '../i18n.js';
import type { OWN_STATUSES, ProblemSort, ProblemType } from './list-choices.js';

/** As the address holds it: whatever is not there is not asked for. */
export interface ProblemFilter {
  search?: string | undefined;
  /** Joined by joinTags; a problem must carry all of them. */
  tags?: string | undefined;
  status?: (typeof OWN_STATUSES)[number] | undefined;
  type?: ProblemType | undefined;
  /** Least and greatest difficulty, 0 to 10, both included. Problems of unknown difficulty are then left out. */
  from?: number | undefined;
  to?: number | undefined;
  sort?: ProblemSort | undefined;
  /** The other way round: hardest, least solved, or oldest first. */
  reversed?: boolean | undefined;
}

export const FILTER_KEYS = ['search', 'tags', 'status', 'type', 'from', 'to'] as const satisfies readonly (keyof ProblemFilter)[];

/** Tags may hold any character, a comma too. */
export const joinTags = (tags: readonly string[]): string | undefined => (tags.length === 0 ? undefined : tags.map((tag) => tag.replaceAll('%', '%25').replaceAll(',', '%2C')).join(','));
export const splitTags = (tags: string | undefined): string[] => (tags ?? '').split(',').filter(Boolean).map((tag) => tag.replaceAll('%2C', ',').replaceAll('%25', '%'));

/** Whether the first of the sorts comes with the greatest value first, as people want it. */
const DOWNWARDS: Record<ProblemSort, boolean> = { name: false, difficulty: false, solved: true, newest: true };
export const isDescending = (sort: ProblemSort, reversed: boolean | undefined): boolean => DOWNWARDS[sort] !== (reversed === true);

interface Indexed {
  problem: ProblemEntry;
  /** All that the search looks into, in lower case. */
  text: string;
  /** Place in the order of names. */
  place: number;
}
const indexes = new WeakMap<readonly ProblemEntry[], readonly Indexed[]>();

/** Made once for each list that was fetched, in the order of names, numbers in them as numbers. */
function indexOf(problems: readonly ProblemEntry[]): readonly Indexed[] {
  const known = indexes.get(problems);
  if (known) return known;
  const collator = new Intl.Collator(formatLocale(), { numeric: true });
  const made = problems
    .map((problem) => ({ problem, text: `${problem.name}\n${problem.slug}\n${problem.tags.join('\n')}`.toLocaleLowerCase(), place: 0 }))
    .sort((a, b) => collator.compare(a.problem.name, b.problem.name));
  made.forEach((each, place) => (each.place = place));
  indexes.set(problems, made);
  return made;
}

const VALUE: Record<ProblemSort, (each: Indexed) => number | string> = {
  name: ({ place }) => place,
  difficulty: ({ problem }) => problem.difficulty ?? 0,
  solved: ({ problem }) => problem.solvedBy,
  newest: ({ problem }) => problem.createdAt,
};

/** The address of the problem that somebody means: its address or name, or a part of a name that no other has; what was typed where it is none of these. */
export function problemMeant(problems: readonly Pick<ProblemEntry, 'slug' | 'name'>[], typed: string): string {
  const text = typed.trim().toLocaleLowerCase();
  if (text === '') return '';
  const having = (fits: (name: string) => boolean) => problems.filter(({ name }) => fits(name.toLocaleLowerCase()));
  const whole = problems.find(({ slug }) => slug === text) ?? having((name) => name === text)[0];
  const parts = whole ? [whole] : having((name) => name.includes(text));
  return parts.length === 1 && parts[0] ? parts[0].slug : typed.trim();
}

/** The problems that fit, in order. Every word of the search must occur in name, address or tags. */
export function filterProblems(problems: readonly ProblemEntry[], filter: ProblemFilter): ProblemEntry[] {
  const words = (filter.search ?? '').toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const tags = splitTags(filter.tags);
  const { status, type, from, to } = filter;
  const fits = indexOf(problems).filter(({ problem, text }) => {
    if (status !== undefined && problem.status !== status) return false;
    if (type !== undefined && !problem.types.includes(type)) return false;
    if ((from !== undefined || to !== undefined) && (problem.difficulty === null || problem.difficulty < (from ?? 0) || problem.difficulty > (to ?? Infinity))) return false;
    return tags.every((tag) => problem.tags.includes(tag)) && words.every((word) => text.includes(word));
  });
  const sort = filter.sort ?? 'name';
  const value = VALUE[sort];
  const direction = isDescending(sort, filter.reversed) ? -1 : 1;
  // In the order of names already.
  if (sort === 'name') return (direction === 1 ? fits : fits.reverse()).map(({ problem }) => problem);
  return fits
    .sort((a, b) => {
      // Problems of unknown difficulty come last either way.
      if (sort === 'difficulty' && (a.problem.difficulty === null) !== (b.problem.difficulty === null)) return a.problem.difficulty === null ? 1 : -1;
      const [left, right] = [value(a), value(b)];
      return left === right ? a.place - b.place : left < right ? -direction : direction;
    })
    .map(({ problem }) => problem);
}

/** All tags with how many problems carry each, most frequent first. */
export function tagsOf(problems: readonly ProblemEntry[]): { tag: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const problem of problems) for (const tag of problem.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].map(([tag, count]) => ({ tag, count })).sort((a, b) => b.count - a.count || (a.tag < b.tag ? -1 : 1));
}
