import { z } from 'zod';
import { offeredLanguageSchema } from './language.js';

/**
 * What a judge's host takes for a fixed program, beside what it took when it first ran it: of its cores the one that differs most.
 * `steady`: within a tenth. A host that is not steady is not to get the work of contests.
 */
export const canarySchema = z.object({
  baselineMs: z.number().describe('CPU milliseconds'),
  lastMs: z.number().describe('CPU milliseconds'),
  measuredAt: z.iso.datetime(),
  steady: z.boolean(),
});
export type Canary = z.infer<typeof canarySchema>;

export const judgeSchema = z.object({
  name: z.string(),
  host: z.string(),
  slots: z.number().int(),
  busy: z.number().int(),
  startedAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  alive: z.boolean(),
  languages: z.array(offeredLanguageSchema),
  /** Judgings that it finished in the last hour. */
  finishedLastHour: z.number().int(),
  /** Mean seconds from claim to result of those; null where there were none. */
  meanSeconds: z.number().nullable(),
  /** Null where the judge has not measured itself. */
  canary: canarySchema.nullable(),
});

/**
 * What is not well, worst first. `no-judge`: nothing is judged. `long-wait`: the oldest has waited for more than a minute.
 * `nobody-can`: submissions wait in languages that no living judge has. `no-time-limit`: submissions wait until their
 * problem's time limit is found. `judge-away`: was seen within the last day, and is gone. `versions-differ`: two judges
 * have different versions of a language. `judge-drifts`: a living judge's host is not steady. `judge-errors`: submissions of the last hour ended by a fault of ours; for staff.
 */
export const complaintSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('no-judge') }),
  z.object({ kind: z.literal('long-wait'), seconds: z.number() }),
  z.object({ kind: z.literal('nobody-can'), languages: z.array(z.string()), submissions: z.number().int() }),
  z.object({ kind: z.literal('no-time-limit'), submissions: z.number().int() }),
  z.object({ kind: z.literal('judge-errors'), submissions: z.number().int() }),
  z.object({ kind: z.literal('judge-drifts'), judge: z.string(), baselineMs: z.number(), lastMs: z.number() }),
  z.object({ kind: z.literal('judge-away'), judge: z.string(), lastSeenAt: z.iso.datetime() }),
  z.object({ kind: z.literal('versions-differ'), language: z.string(), versions: z.array(z.string()) }),
]);
export type Complaint = z.infer<typeof complaintSchema>;

/** For staff: the server that answers, and the database that all share. */
export const staffStatusSchema = z.object({
  judgeErrorsLastHour: z.number().int(),
  server: z.object({ startedAt: z.iso.datetime(), node: z.string(), memoryKib: z.number().int() }),
  database: z.object({ version: z.string(), sizeKib: z.number().int(), connections: z.number().int() }),
});

export const statusSchema = z.object({
  judges: z.array(judgeSchema),
  queue: z.object({ queued: z.number().int(), judging: z.number().int(), oldestSeconds: z.number().nullable() }),
  /** Of submissions that came within the last three hours: what became of them in the last one. At most some seconds old. */
  lastHour: z.object({
    finished: z.number().int(),
    /** Finished in each five minutes, oldest first. */
    perFiveMinutes: z.array(z.number().int()).length(12),
    meanWaitSeconds: z.number().nullable().describe('From queue to claim'),
    meanJudgingSeconds: z.number().nullable().describe('From claim to result'),
  }),
  complaints: z.array(complaintSchema),
  staff: staffStatusSchema.optional(),
});
export type Status = z.infer<typeof statusSchema>;
