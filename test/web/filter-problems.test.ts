import { describe, expect, test } from 'vitest';
import type { ProblemSummary } from '#contract/problem.js';
import { filterProblems, tagsOf } from '../../web/util/filter-problems.js';

const problem = (slug: string, part: Partial<ProblemSummary> = {}): ProblemSummary => ({ slug, name: slug, visibility: 'public', types: ['pass-fail'], tags: [], difficulty: null, solvedBy: 0, triedBy: 0, ...part });
const problems = [
  problem('paths', { name: 'Shortest Path', tags: ['graphs'], difficulty: 5, status: 'solved' }),
  problem('b10', { name: 'Task 10', tags: ['dp', 'graphs'], difficulty: 2, status: 'tried' }),
  problem('b9', { name: 'Task 9', tags: ['dp'], status: 'untried' }),
];
const slugs = (filter: Parameters<typeof filterProblems>[1]) => filterProblems(problems, filter).map(({ slug }) => slug);

describe('the problem list', () => {
  test('is ordered by name, with numbers as numbers', () => expect(slugs({})).toEqual(['paths', 'b9', 'b10']));
  test('every word of the search must occur, in name or tags, whatever the case', () => {
    expect(slugs({ search: 'PATH graphs' })).toEqual(['paths']);
    expect(slugs({ search: 'path dp' })).toEqual([]);
  });
  test('takes tag and status', () => {
    expect(slugs({ tag: 'dp' })).toEqual(['b9', 'b10']);
    expect(slugs({ tag: 'dp', status: 'tried' })).toEqual(['b10']);
  });
  test('puts unknown difficulty last in either direction', () => {
    expect(slugs({ sort: 'difficulty' })).toEqual(['b10', 'paths', 'b9']);
    expect(slugs({ sort: 'difficulty', descending: true })).toEqual(['paths', 'b10', 'b9']);
  });
  test('counts tags, most frequent first', () => expect(tagsOf(problems)).toEqual([{ tag: 'dp', count: 2 }, { tag: 'graphs', count: 2 }]));
});
