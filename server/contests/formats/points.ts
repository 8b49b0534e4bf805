/** Points of one attempt. */
import type { Attempt, FormatProblem } from './format.js';

/** Points of a package as a contest counts them that gives `points` at most: as they are, unless both say what that is. `most`: what the package gives. */
export function ofContest(score: number, points: number | null, most: number | null): number {
  return points === null || most === null || most <= 0 || points === most ? score : Math.round(((score * points) / most) * 1e6) / 1e6;
}

/** Where the problem gives points of its own they count; else, and where they are costs, it is all or nothing. */
export function scaled({ verdict, score }: Attempt, { points, lowerIsBetter }: FormatProblem): number {
  if (score !== null && !lowerIsBetter) return score;
  return verdict === 'accepted' ? (points ?? 100) : 0;
}
