/** What a contest needs besides judging: its jury and helpers, balloons, prints. */
import { z } from 'zod';

/** `until-freeze`: what is solved during the freeze gets its balloon when everything is shown. */
export const BALLOON_MODES = ['off', 'until-freeze', 'always'] as const;
export const balloonModeSchema = z.enum(BALLOON_MODES);
export type BalloonMode = z.infer<typeof balloonModeSchema>;

/** `taken`: somebody is on the way with it. `recalled`: the solve was taken away while it was under way or delivered: bring it back. */
export const BALLOON_STATES = ['waiting', 'taken', 'delivered', 'recalled'] as const;
export const balloonStateSchema = z.enum(BALLOON_STATES);
export type BalloonState = z.infer<typeof balloonStateSchema>;

const seatedSchema = z.object({ id: z.uuid(), name: z.string(), affiliation: z.string().nullable(), group: z.string().nullable(), seat: z.string().nullable() });

export const balloonSchema = z.object({
  id: z.uuid(),
  state: balloonStateSchema,
  participant: seatedSchema,
  problem: z.object({ label: z.string(), name: z.string(), color: z.string().nullable() }),
  firstOfProblem: z.boolean().describe('They are the first to solve it'),
  firstOfContest: z.boolean().describe('Nobody has solved any problem before'),
  submission: z.uuid(),
  solvedAt: z.iso.datetime().describe('When it was submitted'),
  earnedAt: z.iso.datetime().describe('When that was judged'),
  runner: z.string().nullable().describe('Username'),
  deliveredAt: z.iso.datetime().nullable(),
  /** Labels of the balloons that the participant has, this one not counted. */
  has: z.array(z.string()),
});
export type Balloon = z.infer<typeof balloonSchema>;

export const balloonChangeSchema = z.object({
  state: z.enum(['waiting', 'taken', 'delivered']).describe('`waiting` gives it back, undoes a delivery, or says that a recalled one was brought back'),
  runner: z.string().min(1).max(64).optional().describe('Username of who takes it; absent: the caller'),
});
export type BalloonChange = z.infer<typeof balloonChangeSchema>;

/** A person who works for a contest. */
export const contestHelperSchema = z.object({ username: z.string(), part: z.enum(['jury', 'runner']) });
export type ContestHelper = z.infer<typeof contestHelperSchema>;

export const MOST_PRINT_BYTES = 64 * 1024;
export const MOST_PRINT_PAGES = 12;

export const newPrintSchema = z.object({
  name: z.string().trim().min(1).max(80).refine((name) => name.isWellFormed() && !/\p{Cc}/u.test(name), 'A name may not contain control characters').describe('Stands at the head of each page'),
  content: z.string().min(1)
    .refine((text) => text.isWellFormed() && !text.includes('\u0000'), 'This is no text')
    .refine((text) => new TextEncoder().encode(text).length <= MOST_PRINT_BYTES, `At most ${MOST_PRINT_BYTES / 1024} KiB can be printed`),
});

export const printSummarySchema = z.object({
  id: z.uuid(),
  participant: seatedSchema,
  name: z.string(),
  pages: z.number().int(),
  createdAt: z.iso.datetime(),
  doneAt: z.iso.datetime().nullable().describe('When it was handed over'),
  doneBy: z.string().nullable(),
});
export type PrintSummary = z.infer<typeof printSummarySchema>;
export const printSchema = printSummarySchema.extend({ contestName: z.string(), content: z.string() });
export type Print = z.infer<typeof printSchema>;
