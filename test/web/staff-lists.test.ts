import { describe, expect, it } from 'vitest';
import type { StaffProblem, VerificationSummary } from '#contract/problem.js';
import { splitForBulk } from '../../web/util/bulk-problems.js';
import { filterStaffProblems, resultOf } from '../../web/util/filter-staff-problems.js';

const summary = (more: Partial<VerificationSummary> = {}): VerificationSummary => ({ id: 'a', problem: 'a', problemName: 'A', version: 1, user: null, createdAt: '2026-01-01T00:00:00Z', state: 'finished', done: 1, total: 1, surprises: 0, unjudgeable: 0, data: { finished: true, done: 1, total: 1, failed: 0, broken: false }, asExpected: true, ...more });
const problem = (slug: string, more: Partial<StaffProblem> = {}): StaffProblem => ({
  slug, name: slug.toUpperCase(), visibility: 'private', types: ['pass-fail'], tags: [], difficulty: null, owner: 'ann', mayEdit: true, createdAt: '2026-01-01T00:00:00Z', version: 1, versionAt: '2026-01-01T00:00:00Z', tests: 1,
  timeLimit: { ms: 1000, origin: 'given', slowestAcceptedMs: null, note: '' }, submissions: 0, judgeErrors: 0, verification: null, ...more,
});
const slugs = (problems: readonly StaffProblem[]) => problems.map(({ slug }) => slug).join(' ');

describe('what the last verification came to', () => {
  it.each<[string, Partial<StaffProblem>]>([
    ['none', {}],
    ['running', { verification: summary({ state: 'running', asExpected: null }) }],
    ['passed', { verification: summary() }],
    ['surprises', { verification: summary({ asExpected: false, surprises: 2 }) }],
    ['surprises', { verification: summary({ asExpected: false, data: { finished: true, done: 2, total: 2, failed: 1, broken: false } }) }],
    ['incomplete', { verification: summary({ asExpected: null, unjudgeable: 1 }) }],
    ['outdated', { version: 2, verification: summary() }],
  ])('is "%s"', (result, more) => expect(resultOf(problem('a', more))).toBe(result));
});

describe('the filter', () => {
  const all = [
    problem('b', { submissions: 5, judgeErrors: 1, owner: 'bob', tags: ['graphs'], timeLimit: { ms: null, origin: 'measuring', slowestAcceptedMs: null, note: '' } }),
    problem('a', { visibility: 'public', verification: summary({ asExpected: false, surprises: 1 }), versionAt: '2026-03-01T00:00:00Z' }),
    problem('c', { submissions: 9, verification: summary(), timeLimit: { ms: 4000, origin: 'measured', slowestAcceptedMs: 900, note: '' } }),
  ];
  it.each([
    [{}, 'a b c'],
    [{ reversed: true }, 'c b a'],
    [{ search: 'GRAPHS bob' }, 'b'],
    [{ search: 'graphs ann' }, ''],
    [{ visibility: 'public' }, 'a'],
    [{ owner: 'ann' }, 'a c'],
    [{ verification: 'none' }, 'b'],
    [{ sort: 'submissions' }, 'c b a'],
    [{ sort: 'errors' }, 'b a c'],
    [{ sort: 'time' }, 'b c a'],
    [{ sort: 'version' }, 'a b c'],
    [{ sort: 'verification' }, 'a b c'],
    [{ sort: 'owner', reversed: true }, 'b c a'],
  ] as const)('%j gives %s', (filter, expected) => expect(slugs(filterStaffProblems(all, filter))).toBe(expected));
});

describe('an action on many', () => {
  const all = [problem('mine'), problem('public', { visibility: 'public' }), problem('used', { submissions: 3 }), problem('foreign', { mayEdit: false, submissions: 1 })];
  it.each([
    ['publish', 'mine used', { public: 'already', foreign: 'not yours' }],
    ['hide', 'public', { mine: 'already', used: 'already', foreign: 'not yours' }],
    ['delete', 'mine public', { used: 'has submissions', foreign: 'not yours' }],
  ] as const)('%s is for %s', (action, affected, left) => {
    const split = splitForBulk(action, all);
    expect(slugs(split.affected)).toBe(affected);
    expect(Object.fromEntries(split.leftOut.map(({ problem: { slug }, why }) => [slug, why]))).toEqual(left);
  });
});
