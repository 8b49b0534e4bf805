import type { ProblemSummary } from '#contract/problem.js';

export const PROBLEM_SORTS = ['name', 'difficulty', 'solved'] as const;
export type ProblemSort = (typeof PROBLEM_SORTS)[number];
export interface ProblemFilter {
  search?: string | undefined;
  tag?: string | undefined;
  status?: 'solved' | 'tried' | 'untried' | undefined;
  sort?: ProblemSort | undefined;
  descending?: boolean | undefined;
}

const COMPARE: Record<ProblemSort, (a: ProblemSummary, b: ProblemSummary) => number> = {
  name: (a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }),
  // Problems of unknown difficulty come last either way; see below.
  difficulty: (a, b) => (a.difficulty ?? 0) - (b.difficulty ?? 0),
  solved: (a, b) => a.solvedBy - b.solvedBy,
};

/** The problems that fit, in order. Every word of the search must occur in name, address or tags. */
export function filterProblems(problems: readonly ProblemSummary[], filter: ProblemFilter): ProblemSummary[] {
  const words = (filter.search ?? '').toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const compare = COMPARE[filter.sort ?? 'name'];
  const direction = filter.descending ? -1 : 1;
  const fits = problems.filter((problem) => {
    if (filter.tag && !problem.tags.includes(filter.tag)) return false;
    if (filter.status && problem.status !== filter.status) return false;
    const text = `${problem.name} ${problem.slug} ${problem.tags.join(' ')}`.toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
  return fits.sort((a, b) => {
    if (filter.sort === 'difficulty' && (a.difficulty === null) !== (b.difficulty === null)) return a.difficulty === null ? 1 : -1;
    return direction * compare(a, b) || COMPARE.name(a, b);
  });
}

/** All tags with how many problems carry each, most frequent first. */
export function tagsOf(problems: readonly ProblemSummary[]): { tag: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const problem of problems) for (const tag of problem.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].map(([tag, count]) => ({ tag, count })).sort((a, b) => b.count - a.count || a.tag.localeCompare(b.tag));
}
