/** The ratings of a person as somebody may see them. */
import type { PersonRating } from '#contract/rating.js';
import type { Database } from '#database/connect.js';
import { selectRatings } from '#database/ratings.js';
import { isStaff, type Caller } from '../http/caller.js';

/** Null: none. What a private contest came to is told to all who may see the person, and which one it was only to who may see it. */
export async function presentRating(db: Database, accountId: string, caller: Caller): Promise<PersonRating | null> {
  const rows = await selectRatings(db, accountId, caller.id);
  const last = rows.at(-1);
  if (last === undefined) return null;
  return {
    rating: last.rating,
    maximum: Math.max(...rows.map(({ rating }) => rating)),
    contests: rows.map(({ slug, name, visibility, takesPart, endedAt, rank, field, performance, rating, before }) => ({
      contest: visibility === 'public' || takesPart || isStaff(caller) ? { slug, name } : null,
      endedAt: endedAt.toISOString(), rank, field, performance: Math.round(performance), rating, change: before === null ? null : rating - before,
    })),
  };
}
