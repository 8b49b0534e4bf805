/** The staff's table of problems: what is shown, and in which order. Pure. */
import type { StaffProblem } from '#contract/problem.js';
import type { StaffSort, VerificationResult } from './list-choices.js';

export interface StaffProblemFilter {
  search?: string | undefined;
  visibility?: 'public' | 'private' | undefined;
  verification?: VerificationResult | undefined;
  owner?: string | undefined;
  sort?: StaffSort | undefined;
  reversed?: true | undefined;
}

export function resultOf({ verification, version }: Pick<StaffProblem, 'verification' | 'version'>): VerificationResult {
  if (verification === null) return 'none';
  if (verification.state === 'running') return 'running';
  if (verification.version !== version) return 'outdated';
  return verification.asExpected === true ? 'passed' : verification.asExpected === false ? 'surprises' : 'incomplete';
}

/** What needs somebody comes first. */
const URGENCY: Record<VerificationResult, number> = { surprises: 0, incomplete: 1, none: 2, outdated: 3, running: 4, passed: 5 };

/** Large numbers first where large is what people look for. */
const ORDER: Record<StaffSort, (a: StaffProblem, b: StaffProblem) => number> = {
  name: () => 0,
  version: (a, b) => Date.parse(b.versionAt) - Date.parse(a.versionAt),
  verification: (a, b) => URGENCY[resultOf(a)] - URGENCY[resultOf(b)],
  time: (a, b) => (b.timeLimit.ms ?? Infinity) - (a.timeLimit.ms ?? Infinity) || 0,
  submissions: (a, b) => b.submissions - a.submissions,
  errors: (a, b) => b.judgeErrors - a.judgeErrors,
  owner: (a, b) => (a.owner ?? '').localeCompare(b.owner ?? ''),
};

/** Every typed word must be in name, address, tags or owner. */
export function filterStaffProblems(problems: readonly StaffProblem[], filter: StaffProblemFilter): StaffProblem[] {
  const words = (filter.search ?? '').toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const fits = (problem: StaffProblem) => {
    if (filter.visibility && problem.visibility !== filter.visibility) return false;
    if (filter.verification && resultOf(problem) !== filter.verification) return false;
    if (filter.owner && problem.owner !== filter.owner) return false;
    if (words.length === 0) return true;
    const text = [problem.name, problem.slug, problem.owner ?? '', ...problem.tags].join(' ').toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  };
  const order = ORDER[filter.sort ?? 'name'];
  const direction = filter.reversed ? -1 : 1;
  return problems.filter(fits).sort((a, b) => direction * (order(a, b) || a.name.localeCompare(b.name)) || a.slug.localeCompare(b.slug));
}
