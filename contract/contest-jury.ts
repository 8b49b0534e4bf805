/** What the jury of a contest watches while it runs. */
import { z } from 'zod';
import { languageIdSchema } from './language.js';
import { proofStateSchema } from './publication.js';
import { submissionFilterSchema, submissionSummarySchema } from './submission.js';

export const juryProblemSchema = z.object({
  label: z.string(),
  slug: z.string(),
  name: z.string(),
  color: z.string().nullable(),
  tried: z.number().int().describe('Participants'),
  solved: z.number().int().describe('Participants'),
  submissions: z.number().int(),
  waiting: z.number().int().describe('Submissions without a verdict'),
  judgeErrors: z.number().int(),
  triesPerSolve: z.number().nullable().describe('Mean tries of those who have solved it, the solving one included'),
  first: z.object({ participant: z.string(), submission: z.uuid(), atSeconds: z.number().int().describe('Since the start of the contest, or their own') }).nullable(),
  languages: z.array(z.object({ language: z.string(), submissions: z.number().int(), accepted: z.number().int() })),
  version: z.object({
    current: z.number().int().nullable().describe('What is submitted to'),
    newest: z.number().int(),
    proof: proofStateSchema.describe('Of the newest one'),
  }),
});
export type JuryProblem = z.infer<typeof juryProblemSchema>;

/**
 * What the jury should look at, worst first. `judge-errors`: nobody gets a verdict for what the judge failed at. `unsolved`: many have tried
 * a problem often, and nobody has solved it. `unproved`: nothing shows that the tests of the problem's newest version are right.
 * `not-current`: that version is not what is submitted to. `slow`: the oldest submission has waited long for its verdict.
 */
export const juryWarningSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('judge-errors'), submissions: z.number().int() }),
  z.object({ kind: z.literal('slow'), seconds: z.number().int(), submissions: z.number().int() }),
  z.object({ kind: z.literal('unsolved'), label: z.string(), participants: z.number().int(), submissions: z.number().int() }),
  z.object({ kind: z.literal('unproved'), label: z.string(), slug: z.string(), version: z.number().int(), proof: proofStateSchema }),
  z.object({ kind: z.literal('not-current'), label: z.string(), slug: z.string(), version: z.number().int() }),
]);
export type JuryWarning = z.infer<typeof juryWarningSchema>;

export const juryErrorSchema = z.object({ submission: z.uuid(), label: z.string(), participant: z.string(), language: z.string(), reason: z.string(), judge: z.string().nullable(), at: z.iso.datetime() });
export type JuryError = z.infer<typeof juryErrorSchema>;

export const juryOverviewSchema = z.object({
  waiting: z.object({ submissions: z.number().int(), oldestSeconds: z.number().int().nullable() }),
  unanswered: z.object({ questions: z.number().int(), oldestAt: z.iso.datetime().nullable() }),
  balloons: z.object({ waiting: z.number().int(), recalled: z.number().int() }),
  prints: z.object({ waiting: z.number().int() }),
  problems: z.array(juryProblemSchema),
  errors: z.array(juryErrorSchema).describe('What the judge failed at, the last first, 50 at most'),
  warnings: z.array(juryWarningSchema),
});
export type JuryOverview = z.infer<typeof juryOverviewSchema>;

export const jurySubmissionSchema = submissionSummarySchema.extend({ label: z.string(), participant: z.object({ id: z.uuid(), name: z.string(), hidden: z.boolean(), unofficial: z.boolean(), disqualified: z.boolean() }), atSeconds: z.number().int().describe("Since the participant's start") });
export type JurySubmission = z.infer<typeof jurySubmissionSchema>;

export const jurySubmissionFilterSchema = submissionFilterSchema.pick({ verdict: true, state: true }).extend({
  label: z.string().max(8).optional().describe('Of the problem'),
  participant: z.string().max(100).optional().describe('An id, or a part of a name'),
  language: languageIdSchema.optional(),
});
