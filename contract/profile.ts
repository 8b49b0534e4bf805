/** A person as others see them, and what the start page says to somebody. Problems that the viewer may not see are in none of it. */
import { z } from 'zod';
import { roleSchema } from './account.js';
import { problemEntrySchema } from './problem.js';
import { personRatingSchema } from './rating.js';
import { verdictSchema } from './verdict.js';

/** An IANA name, as `Intl.DateTimeFormat().resolvedOptions().timeZone` says it. */
export const timeZoneSchema = z
  .string()
  .max(64)
  .regex(/^[A-Za-z][A-Za-z0-9_+/-]*$/, 'Use the IANA name of a time zone, as in Europe/Berlin')
  .refine(isTimeZone, 'This time zone is not known');

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const count = z.number().int().nonnegative();

export const profileSchema = z.object({
  username: z.string(),
  role: roleSchema,
  memberSince: z.iso.datetime(),
  /** For its owner and staff only: whether others are told that there is no such person. */
  hidden: z.boolean().optional(),
  /** Judged submissions; judge errors do not count, here and below. */
  submissions: count,
  accepted: count,
  calendar: z.object({
    timeZone: z.string().describe('Of the days'),
    from: z.iso.date().describe('First day'),
    to: z.iso.date().describe('Last day: today'),
    days: z.array(z.object({ date: z.iso.date(), submissions: count, accepted: count })).describe('Days with submissions, in order'),
  }),
  streak: z.object({
    days: count.describe('Days in a row with submissions, up to today or yesterday'),
    /** It reaches back to the first day of the calendar, and perhaps further. */
    orMore: z.boolean(),
    longest: count.describe('Longest within the calendar'),
  }),
  solved: z.object({
    count,
    /** Difficulty rounded down, 0 to 10; null: not rated. In order, null last. */
    byDifficulty: z.array(z.object({ difficulty: z.number().int().nullable(), count })),
    /** Most frequent first. */
    byTag: z.array(z.object({ tag: z.string(), count })),
    /** The latest of them, newest first, at most 500. */
    latest: z.array(z.object({ slug: z.string(), name: z.string(), difficulty: z.number().nullable(), tags: z.array(z.string()), solvedAt: z.iso.datetime() })),
  }),
  rating: personRatingSchema.nullable().describe('Over contests; null: they were in no rated one'),
  /** Most used first. */
  languages: z.array(z.object({ language: z.string(), submissions: count, accepted: count })),
  /** Most frequent first. */
  verdicts: z.array(z.object({ verdict: verdictSchema, submissions: count })),
});
export type Profile = z.infer<typeof profileSchema>;

/** Why a problem is suggested: nothing is solved yet; as hard as what was solved; a step up; more with the same tag. */
export const SUGGESTION_REASONS = ['start', 'level', 'harder', 'tag'] as const;

export const homeSchema = z.object({
  /** Newest problems first. */
  recentlyAdded: z.array(problemEntrySchema),
  /** Each problem once; those of one reason together. */
  suggestions: z.array(z.object({ reason: z.enum(SUGGESTION_REASONS), tag: z.string().optional().describe('Where the reason is `tag`'), problem: problemEntrySchema })),
  /** For callers who are signed in: programs saved after the last submission to their problem, newest first. */
  drafts: z.array(z.object({ problem: problemEntrySchema, language: z.string(), savedAt: z.iso.datetime() })).optional(),
  /** For callers who are signed in: problems that they tried last and have not solved, latest first. */
  tried: z.array(z.object({ problem: problemEntrySchema, lastTriedAt: z.iso.datetime() })).optional(),
  /** For callers who are signed in: about how hard the problems were that they solved last; null where that is not known. */
  level: z.number().nullable().optional(),
});
export type Home = z.infer<typeof homeSchema>;
