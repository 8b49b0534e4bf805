/**
 * Rejudgings: many submissions judged again in the background, compared with what counts now, and then applied or thrown
 * away as one. Until it is applied nobody but staff sees anything of it.
 */
import { z } from 'zod';
import { submissionStateSchema } from './submission.js';
import { verdictSchema } from './verdict.js';

const standingSchema = z.object({ rank: z.number().int().nullable().describe('Null: out of competition'), solved: z.number().int(), score: z.number(), penaltySeconds: z.number().int() });

/** Submissions that may be named one by one. */
export const MOST_NAMED = 1000;
/** Submissions of one rejudging that somebody begins: it is applied in one transaction, for which whoever is judged again meanwhile waits. */
export const MOST_REJUDGED = 50_000;

const choiceShape = {
  problem: z.string().min(1).max(64).optional().describe('Every submission of people to it, or those that fit the filter'),
  contest: z.string().min(1).max(64).optional().describe('Every submission made in it, with a problem only those to that'),
  submissions: z.array(z.uuid()).min(1).max(MOST_NAMED).optional(),
  language: z.string().min(1).max(64).optional(),
  verdicts: z.array(verdictSchema).min(1).optional().describe('Those that have one of these verdicts now'),
  since: z.iso.datetime({ offset: true }).optional().describe('Submitted then or later'),
  until: z.iso.datetime({ offset: true }).optional().describe('Submitted before'),
  version: z.number().int().positive().optional().describe('The version of the problem to judge against, which need not be the current one. Absent: the current one'),
};

interface Choice {
  problem?: string | undefined;
  contest?: string | undefined;
  submissions?: string[] | undefined;
  language?: string | undefined;
  verdicts?: string[] | undefined;
  since?: string | undefined;
  until?: string | undefined;
  version?: number | undefined;
}

const namesOne = ({ problem, contest, submissions }: Choice) => (submissions === undefined) !== (problem === undefined && contest === undefined);
const filtersMany = ({ submissions, language, verdicts, since, until }: Choice) => submissions === undefined || [language, verdicts, since, until].every((each) => each === undefined);
const versionOfOne = ({ problem, version }: Choice) => problem !== undefined || version === undefined;

export const rejudgingChoiceSchema = z
  .object(choiceShape)
  .refine(namesOne, { path: ['problem'], message: 'Name a problem, a contest, both, or submissions' })
  .refine(filtersMany, { path: ['submissions'], message: 'Filters go with a problem or a contest' })
  .refine(versionOfOne, { path: ['problem'], message: 'A version goes with a problem' });
export type RejudgingChoice = z.infer<typeof rejudgingChoiceSchema>;

export const newRejudgingSchema = z
  .object({ ...choiceShape, reason: z.string().trim().max(500).default('') })
  .refine(namesOne, { path: ['problem'], message: 'Name a problem, a contest, both, or submissions' })
  .refine(filtersMany, { path: ['submissions'], message: 'Filters go with a problem or a contest' })
  .refine(versionOfOne, { path: ['problem'], message: 'A version goes with a problem' });
export type NewRejudging = z.infer<typeof newRejudgingSchema>;

/** What a choice comes to before anything is started. */
export const rejudgingPreviewSchema = z.object({
  submissions: z.number().int(),
  people: z.number().int(),
  version: z.number().int().nullable().describe('Null: of several problems, each its current one'),
});

/** `ready`: everything is judged, and somebody must decide. */
export const rejudgingStateSchema = z.enum(['running', 'ready', 'applied', 'cancelled']);
export type RejudgingState = z.infer<typeof rejudgingStateSchema>;

/** How far a rejudging is, as the live channel tells. */
export const rejudgingProgressSchema = z.object({
  id: z.uuid(),
  state: rejudgingStateSchema,
  total: z.number().int(),
  done: z.number().int().describe('Judged, or given up'),
  failed: z.number().int().describe('The judge failed at them, or no judge could run them'),
  changed: z.number().int().describe('Another verdict or score than now'),
});
export type RejudgingProgress = z.infer<typeof rejudgingProgressSchema>;

export const rejudgingSummarySchema = rejudgingProgressSchema.extend({
  problem: z.string().nullable().describe('Null: of submissions that were named one by one'),
  problemName: z.string().nullable(),
  contest: z.string().nullable().describe('Of the submissions in this contest only; null: wherever they were made'),
  contestName: z.string().nullable(),
  version: z.number().int().nullable(),
  reason: z.string(),
  user: z.string().nullable().describe('Username of who began it'),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable().describe('Applied or cancelled then'),
});
export type RejudgingSummary = z.infer<typeof rejudgingSummarySchema>;

/**
 * What becomes of a submission. `pending`: not judged yet. `applies`: its new judging takes the place of the old one, or
 * has taken it. `stale`: it was judged again by another way meanwhile, which counts. `failed`: the judge failed, or none could run it.
 */
export const rejudgedOutcomeSchema = z.enum(['pending', 'applies', 'stale', 'failed']);
export type RejudgedOutcome = z.infer<typeof rejudgedOutcomeSchema>;

const judgedSchema = z.object({
  judging: z.uuid(),
  state: submissionStateSchema,
  version: z.number().int(),
  verdict: verdictSchema.nullable(),
  score: z.number().nullable(),
  cpuMs: z.number().nullable(),
});

export const rejudgedSubmissionSchema = z.object({
  submission: z.uuid(),
  user: z.string(),
  problem: z.string(),
  language: z.string(),
  submittedAt: z.iso.datetime(),
  old: judgedSchema,
  new: judgedSchema.extend({ reason: z.string().nullable() }),
  outcome: rejudgedOutcomeSchema,
});
export type RejudgedSubmission = z.infer<typeof rejudgedSubmissionSchema>;

/** Somebody for whom a problem becomes solved or unsolved, or whose best score moves. */
export const rejudgedPersonSchema = z.object({
  user: z.string(),
  problem: z.string(),
  solvedBefore: z.boolean(),
  solvedAfter: z.boolean(),
  scoreBefore: z.number().nullable(),
  scoreAfter: z.number().nullable(),
});
export type RejudgedPerson = z.infer<typeof rejudgedPersonSchema>;

export const rejudgingSchema = rejudgingSummarySchema.extend({
  filter: z.object({ language: z.string().optional(), verdicts: z.array(verdictSchema).optional(), since: z.iso.datetime().optional(), until: z.iso.datetime().optional() }),
  endedBy: z.string().nullable(),
  /** Submissions by what becomes of them. */
  outcomes: z.object({ pending: z.number().int(), applies: z.number().int(), stale: z.number().int(), failed: z.number().int() }),
  /** Its version has no time limit yet, so that it waits. */
  waitsForTimeLimit: z.boolean(),
  /** Old × new verdicts of what is judged; null: unfinished. */
  matrix: z.array(z.object({ old: verdictSchema.nullable(), new: verdictSchema.nullable(), count: z.number().int() })),
  people: z.object({ gained: z.number().int(), lost: z.number().int(), moved: z.number().int().describe('Of whom only the score changes'), rows: z.array(rejudgedPersonSchema).describe('200 at most') }),
  /** The 10 whose CPU time moved most. */
  times: z.array(z.object({ submission: z.uuid(), user: z.string(), language: z.string(), oldCpuMs: z.number(), newCpuMs: z.number() })),
});
export type Rejudging = z.infer<typeof rejudgingSchema>;

/** A participant whose place or result moves on the jury's scoreboard. */
export const movedParticipantSchema = z.object({
  participant: z.object({ id: z.uuid(), name: z.string() }),
  before: standingSchema,
  after: standingSchema,
});
export type MovedParticipant = z.infer<typeof movedParticipantSchema>;

/** How a rejudging would move, or has moved, the standings of a contest: by its submissions that apply, all else being as it is now. */
export const rejudgedStandingsSchema = z.object({
  contest: z.string(),
  contestName: z.string(),
  moved: z.number().int().describe('Participants whose rank or result is another one'),
  rows: z.array(movedParticipantSchema).describe('200 at most, those first whose rank moves most'),
});
export type RejudgedStandings = z.infer<typeof rejudgedStandingsSchema>;

/** What applying came to. */
export const appliedRejudgingSchema = z.object({
  applied: z.number().int(),
  stale: z.number().int().describe('Judged again by another way meanwhile, which counts'),
  failed: z.number().int().describe('The judge failed at them or could not run them; they keep what they had'),
});
export type AppliedRejudging = z.infer<typeof appliedRejudgingSchema>;

export const REJUDGED_SHOWN = ['changed', 'failed', 'all'] as const;
