/** The limits that a submission is told of and judged by: the problem's, and what a package says of single tests and languages. */
import type { ProblemPackage, TestCase } from '#contract/package.js';
import type { StatedLimits } from './verdict.js';

type Limited = Pick<ProblemPackage, 'limits' | 'languageLimits'>;

/** A test's own limits go before the problem's; what a language has more of, it has of either. `timeMs`: of the problem. */
export function statedLimits({ limits, languageLimits }: Limited, language: string, timeMs: number, test?: Pick<TestCase, 'limits'>): StatedLimits {
  const { timeMultiplier = 1, memoryKib } = languageLimits?.[language] ?? {};
  const time = Math.max(1, Math.round((test?.limits?.timeMs ?? timeMs) * timeMultiplier));
  return { timeMs: time, wallMs: 2 * time + 1000, memoryKib: test?.limits?.memoryKib ?? memoryKib ?? limits.memoryKib };
}
