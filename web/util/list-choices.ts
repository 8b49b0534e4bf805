/** What the addresses of lists may hold. Apart from what is made of it, since every page knows all addresses. */
import type { ProblemEntry } from '#contract/problem.js';

export const PROBLEM_SORTS = ['name', 'difficulty', 'solved', 'newest'] as const;
export type ProblemSort = (typeof PROBLEM_SORTS)[number];
export const OWN_STATUSES = ['untried', 'tried', 'solved'] as const;
export type ProblemType = ProblemEntry['types'][number];
export const PROBLEM_TYPES = ['pass-fail', 'scoring', 'interactive', 'multi-pass', 'submit-answer'] as const satisfies readonly ProblemType[];

/** What the last verification came to. `incomplete`: not every submission could be judged. `outdated`: of an earlier version. */
export const VERIFICATION_RESULTS = ['passed', 'surprises', 'incomplete', 'outdated', 'running', 'none'] as const;
export type VerificationResult = (typeof VERIFICATION_RESULTS)[number];
export const STAFF_SORTS = ['name', 'version', 'verification', 'time', 'submissions', 'errors', 'owner'] as const;
export type StaffSort = (typeof STAFF_SORTS)[number];
