/** What each test group of a judged submission came to, found anew from the points of its tests. */
import type { GraderAnswers, TestResult } from '#contract/judging.js';
import type { ProblemPackage } from '#contract/package.js';
import { gradeSubmission } from '#judge/core/grade.js';

/** By name; empty where there are no scores. `answers`: what the package's own grader said. */
export function groupScores({ types, groups }: Pick<ProblemPackage, 'types' | 'groups'>, tests: readonly Pick<TestResult, 'group' | 'verdict' | 'score'>[], answers: GraderAnswers | null): ReadonlyMap<string, number> {
  if (!types.includes('scoring') || tests.length === 0) return new Map();
  const grading = gradeSubmission({ types, groups, tests }, (index) => {
    const test = tests[index];
    return test && test.verdict !== 'skipped' ? { verdict: test.verdict, score: test.score, multiplier: null } : undefined;
  }, ({ group }) => answers?.[group]);
  return grading.kind === 'settled' ? new Map([...grading.grade.groups].map(([name, { score }]) => [name, score])) : new Map();
}
