/** Ratings over contests. */
import { z } from 'zod';

/** What a contest came to for somebody: the strength that their place shows, and where their skill is taken to be since. */
export interface Rated {
  performance: number;
  mu: number;
  sigma: number;
}

export const listedRatingSchema = z.object({
  rank: z.number().int().describe('Among those who are listed; equal ratings share it'),
  username: z.string(),
  rating: z.number().int(),
  maximum: z.number().int(),
  contests: z.number().int(),
  lastContestAt: z.iso.datetime(),
});
export type ListedRating = z.infer<typeof listedRatingSchema>;

export const ratedContestSchema = z.object({
  /** Null: it is private, and not the caller's to see. */
  contest: z.object({ slug: z.string(), name: z.string() }).nullable(),
  endedAt: z.iso.datetime(),
  rank: z.number().int().describe('Among those who were rated'),
  field: z.number().int().describe('How many were rated'),
  performance: z.number().int(),
  rating: z.number().int(),
  change: z.number().int().nullable().describe('Null: the first one'),
});
export type RatedContest = z.infer<typeof ratedContestSchema>;

export const personRatingSchema = z.object({
  rating: z.number().int(),
  maximum: z.number().int(),
  contests: z.array(ratedContestSchema).describe('In the order in which they ended'),
});
export type PersonRating = z.infer<typeof personRatingSchema>;

export const ratingChangeSchema = z.object({ before: z.number().int().nullable().describe('Null: the first one'), after: z.number().int() });
