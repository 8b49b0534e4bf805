/** Runs: somebody's own program on their own input, or on a problem's samples, before anything is submitted. */
import { z } from 'zod';
import { compileResultSchema } from './judging.js';
import { languageIdSchema } from './language.js';
import { newSubmissionSchema, submissionStateSchema, visibleTestSchema } from './submission.js';
import { verdictSchema } from './verdict.js';

/** What a run gets where nothing else is said. */
export const RUN_DEFAULTS = { timeLimitMs: 5_000, memoryLimitKib: 512 * 1024, codeKib: 128 } as const;
/** Of input, in characters. */
export const MOST_STDIN = 1_000_000;
/** Of standard output and of standard error, in bytes; what is beyond is not kept. */
export const MOST_RUN_OUTPUT = 64 * 1024;
/** Runs of one account that wait or are at work. */
export const MOST_UNFINISHED_RUNS = 3;

export const newRunSchema = newSubmissionSchema
  .pick({ files: true, entryPoint: true })
  .extend({
    language: languageIdSchema,
    stdin: z.string().max(MOST_STDIN).refine((text) => text.isWellFormed() && !text.includes('\u0000'), 'The input must be well-formed Unicode without NUL').optional().describe('Absent: empty'),
    problem: z.string().min(1).max(64).optional().describe('Its limits apply, and the files that it adds to programs are there'),
    samples: z.boolean().optional().describe('Instead of on stdin it is run on every sample of the problem, and each output is judged'),
    dependencies: z.array(z.string()).max(0, 'Packages come with a problem: name one that brings them').optional().describe('Packages of its own: none can be asked for'),
    limits: z
      .object({
        timeLimitMs: z.number().int().min(100).max(10_000).optional(),
        memoryLimitKib: z.number().int().min(16 * 1024).max(1024 * 1024).optional(),
      })
      .optional(),
  })
  .refine((run) => !run.samples || run.problem !== undefined, { path: ['problem'], message: 'Samples are those of a problem: name it' })
  .refine((run) => !run.samples || run.stdin === undefined, { path: ['stdin'], message: 'Samples bring their own input' })
  .refine((run) => !run.samples || run.limits === undefined, { path: ['limits'], message: 'Samples are judged with the limits of the problem' });
export type NewRun = z.infer<typeof newRunSchema>;

/** How a run on own input ended. */
export const runOutcomeSchema = z.object({
  exit: z.object({ code: z.number().int().nullable(), signal: z.string().nullable() }),
  /** What it would be told as a submission; null: it ended by itself, well and within its limits. */
  verdict: verdictSchema.nullable(),
  cpuMs: z.number(),
  wallMs: z.number(),
  peakMemoryKib: z.number().int(),
  stderr: z.string(),
  /** More was printed than is kept. */
  stdoutCut: z.boolean(),
  stderrCut: z.boolean(),
});
export type RunOutcome = z.infer<typeof runOutcomeSchema>;

export const runSchema = runOutcomeSchema.partial().extend({
  id: z.uuid(),
  language: z.string(),
  problem: z.string().optional(),
  samples: z.boolean(),
  state: submissionStateSchema,
  queuedAt: z.iso.datetime(),
  compile: compileResultSchema.optional(),
  languageVersion: z.string().optional(),
  timeLimitMs: z.number().int(),
  memoryLimitKib: z.number().int(),
  /** What it has printed so far; not of samples. */
  stdout: z.string().optional(),
  /** Of samples: those that were judged so far. */
  tests: z.array(visibleTestSchema).optional(),
  testsTotal: z.number().int().optional(),
  /** Why nothing came of it, where the judge and not the program failed. */
  failure: z.string().optional(),
});
export type Run = z.infer<typeof runSchema>;
