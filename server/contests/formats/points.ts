/** Points of one attempt. */
import type { Attempt } from './format.js';

/** Where the problem gives points of its own they count; else it is all or nothing. */
export function scaled({ verdict, score }: Attempt, points: number | null): number {
  if (score !== null) return score;
  return verdict === 'accepted' ? (points ?? 100) : 0;
}
