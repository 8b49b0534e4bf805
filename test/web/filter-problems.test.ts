import { describe, expect, test } from 'vitest';
import type { ProblemEntry } from '#contract/problem.js';
import { filterProblems, joinTags, problemMeant, splitTags, tagsOf } from '../../web/util/filter-problems.js';

const problem = (slug: string, part: Partial<ProblemEntry> = {}): ProblemEntry => ({
  slug, name: slug, visibility: 'public', types: ['pass-fail'], tags: [], difficulty: null, solvedBy: 0, triedBy: 0, createdAt: '2026-01-01T00:00:00.000Z', ...part,
});
const problems = [
  problem('paths', { name: 'Shortest Path', tags: ['graphs'], difficulty: 5, status: 'solved', solvedBy: 3, createdAt: '2026-01-02T00:00:00.000Z' }),
  problem('b10', { name: 'Task 10', tags: ['dp', 'graphs'], difficulty: 2, status: 'tried', solvedBy: 9, types: ['scoring', 'interactive'] }),
  problem('b9', { name: 'Task 9', tags: ['dp'], status: 'untried', createdAt: '2026-01-03T00:00:00.000Z' }),
];
const slugs = (filter: Parameters<typeof filterProblems>[1]) => filterProblems(problems, filter).map(({ slug }) => slug);

describe('the problem list', () => {
  test('is ordered by name, with numbers as numbers', () => expect(slugs({})).toEqual(['paths', 'b9', 'b10']));
  test('every word of the search must occur, in name, address or tags, whatever the case', () => {
    expect(slugs({ search: 'PATH graphs' })).toEqual(['paths']);
    expect(slugs({ search: ' b10  ' })).toEqual(['b10']);
    expect(slugs({ search: 'path dp' })).toEqual([]);
    // A word does not reach from the name into a tag.
    expect(slugs({ search: 'path graphs'.replace(' ', '') })).toEqual([]);
  });
  test('takes status, type, and several tags, of which all must be there', () => {
    expect(slugs({ tags: 'dp' })).toEqual(['b9', 'b10']);
    expect(slugs({ tags: 'dp,graphs' })).toEqual(['b10']);
    expect(slugs({ tags: 'd' })).toEqual([]);
    expect(slugs({ status: 'untried' })).toEqual(['b9']);
    expect(slugs({ type: 'interactive' })).toEqual(['b10']);
  });
  test('takes a range of difficulty with its ends, and then nothing of unknown difficulty', () => {
    expect(slugs({ from: 2, to: 5 })).toEqual(['paths', 'b10']);
    expect(slugs({ to: 4 })).toEqual(['b10']);
    expect(slugs({ from: 0 })).toEqual(['paths', 'b10']);
    expect(slugs({ from: 6 })).toEqual([]);
  });
  test('is sorted as asked; unknown difficulty comes last either way', () => {
    expect(slugs({ sort: 'difficulty' })).toEqual(['b10', 'paths', 'b9']);
    expect(slugs({ sort: 'difficulty', reversed: true })).toEqual(['paths', 'b10', 'b9']);
    expect(slugs({ reversed: true })).toEqual(['b10', 'b9', 'paths']);
  });
  test('has most solved and newest first, unless the other way round is asked for', () => {
    expect(slugs({ sort: 'solved' })).toEqual(['b10', 'paths', 'b9']);
    expect(slugs({ sort: 'solved', reversed: true })).toEqual(['b9', 'paths', 'b10']);
    expect(slugs({ sort: 'newest' })).toEqual(['b9', 'paths', 'b10']);
  });
  test('leaves what it was given as it is', () => expect(problems.map(({ slug }) => slug)).toEqual(['paths', 'b10', 'b9']));
  test('counts tags, the most frequent first', () => expect(tagsOf(problems)).toEqual([{ tag: 'dp', count: 2 }, { tag: 'graphs', count: 2 }]));
});

describe('tags in the address', () => {
  test.each([[[]], [['dp']], [['dp', 'graphs and trees']], [['a,b', 'c'], ], [['100%', '%2C', ',']]])('come back as they were: %j', (tags) => expect(splitTags(joinTags(tags))).toEqual(tags));
});

describe('the problem that somebody means', () => {
  test('is named by its address or its name, whatever the case', () => {
    expect(problemMeant(problems, 'b9')).toBe('b9');
    expect(problemMeant(problems, ' shortest PATH ')).toBe('paths');
  });
  test('or by a part of the name that no other has', () => {
    expect(problemMeant(problems, 'short')).toBe('paths');
    expect(problemMeant(problems, 'task 1')).toBe('b10');
    expect(problemMeant([...problems, problem('task')], 'task')).toBe('task');
  });
  test('what fits several, or none, is left as it is', () => {
    expect(problemMeant(problems, 'task')).toBe('task');
    expect(problemMeant(problems, ' Nothing ')).toBe('Nothing');
    expect(problemMeant(problems, '')).toBe('');
  });
});
