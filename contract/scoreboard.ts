/** The scoreboard of a contest: as it is, as it changes, as it was, and as what a freeze hides is unveiled. */
import { z } from 'zod';
import { contestFormatSchema, contestStateSchema } from './contest.js';

export const scoreboardCellSchema = z.object({
  label: z.string(),
  tries: z.number().int().describe('That count, the solving one included'),
  pending: z.number().int().describe('Tries that are not judged yet, or hidden by the freeze'),
  solvedAtSeconds: z.number().int().nullable().describe("Since the participant's start"),
  score: z.number().nullable(),
  gainedAtSeconds: z.number().int().nullable().describe('When its score rose for the last time, since the participant\'s start'),
  first: z.boolean().describe('The first of all to solve it'),
  failedSystemTest: z.literal(true).optional().describe('Accepted on the pretests, and not solved after the system test'),
});
export type ScoreboardCell = z.infer<typeof scoreboardCellSchema>;

export const scoreboardRowSchema = z.object({
  rank: z.number().int().nullable().describe('Null: out of competition'),
  participant: z.object({ id: z.uuid(), name: z.string(), affiliation: z.string().nullable(), group: z.string().nullable(), unofficial: z.boolean(), disqualified: z.literal(true).optional().describe('For the jury; to others they are out of competition'), virtual: z.literal(true).optional().describe('A virtual run beside the field: its rank is the one that it would have had') }),
  solved: z.number().int(),
  score: z.number(),
  penaltySeconds: z.number().int(),
  cells: z.array(scoreboardCellSchema),
  order: z.array(z.number()).describe('Rows are sorted by these numbers, the first that differs decides, smaller first; equal ones share a rank'),
});
export type ScoreboardRow = z.infer<typeof scoreboardRowSchema>;

export const scoreboardSchema = z.object({
  contest: z.string(),
  state: contestStateSchema,
  frozen: z.boolean().describe('Whether these rows are those of the freeze'),
  format: contestFormatSchema,
  seq: z.number().int().describe('Counts changes; `scoreboard:changed` continues from here'),
  problems: z.array(z.object({ label: z.string(), name: z.string(), color: z.string().nullable(), points: z.number().nullable(), solvedBy: z.number().int(), triedBy: z.number().int(), lowerIsBetter: z.literal(true).optional().describe('Its scores are costs: the lowest one of what was accepted is the best') })),
  rows: z.array(scoreboardRowSchema),
});
export type Scoreboard = z.infer<typeof scoreboardSchema>;

/** The standings as they were at a moment. `frozen`: a virtual run lasts still, and is as frozen as the contest was. */
export const replaySchema = scoreboardSchema.extend({ atSeconds: z.number().int().describe('Since the start') });
export type Replay = z.infer<typeof replaySchema>;

/** Rows that have changed after `from`, as they are at `seq`; the ranks of the others follow from `order`. A client whose seq is before `from` loads the board anew. */
export const scoreboardChangeSchema = z.object({ contest: z.string(), from: z.number().int(), seq: z.number().int(), rows: z.array(scoreboardRowSchema) });
export type ScoreboardChange = z.infer<typeof scoreboardChangeSchema>;

export const standingSchema = z.object({
  atSeconds: z.number().int().describe("Since the participant's start"),
  rank: z.number().int().nullable().describe('Null: out of competition'),
  solved: z.number().int(),
  score: z.number(),
  penaltySeconds: z.number().int(),
});
export type Standing = z.infer<typeof standingSchema>;

/** How one participant came to where they are, by what the caller sees of the scoreboard. */
export const standingsHistorySchema = z.object({
  participant: z.uuid(),
  ranked: z.number().int().describe('How many have a rank'),
  points: z.array(standingSchema).describe('In the order of time: when their own standing changed, and at equal intervals, as others change their rank'),
});
export type StandingsHistory = z.infer<typeof standingsHistorySchema>;

export const resolutionStepSchema = scoreboardRowSchema.pick({ solved: true, score: true, penaltySeconds: true, order: true }).extend({
  participant: z.uuid(),
  cell: scoreboardCellSchema.describe('As it is in the end'),
});
export type ResolutionStep = z.infer<typeof resolutionStepSchema>;

/** What the freeze hides, to be unveiled cell by cell: always the first that waits in the lowest row that has one. */
export const resolutionSchema = z.object({
  contest: z.string(),
  format: contestFormatSchema,
  problems: scoreboardSchema.shape.problems.element.pick({ label: true, name: true, color: true, points: true }).array(),
  rows: z.array(scoreboardRowSchema).describe('As the freeze left them; who solved a problem first is marked as it is in the end'),
  steps: z.array(resolutionStepSchema),
});
export type Resolution = z.infer<typeof resolutionSchema>;
