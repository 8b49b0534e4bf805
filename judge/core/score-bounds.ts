/** Scores that the format of 2025-09 calls a judge error. Other formats have packages that go beyond what they declare, and mean it. */
import type { TestGroup } from '#contract/package.js';
import type { TestOutcome } from './grade.js';

/** As a share of the maximum: sums of thirds are a little more than the whole. */
const ROUNDING = 1e-9;

/** What is wrong with the score of an accepted test; `most`: null where it is unbounded. https://icpc.io/problem-package-format/spec/2025-09.html#scoring-test-cases */
export function testScoreFault(group: string, most: number | null, { score, multiplier }: Pick<TestOutcome, 'score' | 'multiplier'>): string | null {
  const where = `A test of group ${JSON.stringify(group)}`;
  if (score !== null && multiplier !== null) return `${where} has a score.txt and a score_multiplier.txt, of which the output validator may write one`;
  if (score !== null && (score < 0 || exceeds(score, most))) return `${where} has a score of ${score}, which must be ${most === null ? '0 or more' : `from 0 to ${most}`}`;
  if (multiplier !== null && most === null) return `${where} has a score_multiplier.txt and no maximum that it could multiply`;
  if (multiplier !== null && !(multiplier >= 0 && multiplier <= 1)) return `${where} has a score multiplier of ${multiplier}, which must be from 0 to 1`;
  return null;
}

/** What is wrong with the score that a group came to. */
export function groupScoreFault({ name, maxScore }: Pick<TestGroup, 'name' | 'maxScore'>, score: number): string | null {
  return exceeds(score, maxScore) ? `Group ${JSON.stringify(name)} comes to a score of ${score}, which is more than its max_score of ${maxScore}` : null;
}

function exceeds(score: number, most: number | null): boolean {
  return most !== null && score > most * (1 + ROUNDING);
}
