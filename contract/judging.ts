/** What passes between the queue and a judge: a job out, a result back. Both are stored or sent as JSON. */
import { z } from 'zod';
import { verdictSchema } from './verdict.js';

/** Higher is judged first. */
export const JUDGING_PRIORITY = { contest: 30, calibration: 25, practice: 20, verification: 10, rejudge: 5 } as const;

/** Whether judging stops where the verdict is settled, or runs every test (verification, calibration). */
export const judgingModeSchema = z.enum(['until-settled', 'every-test']);
export type JudgingMode = z.infer<typeof judgingModeSchema>;

/** Everything that was measured of one run on one test, and what it came to. Absent: not run. */
export const testResultSchema = z.object({
  index: z.number().int().positive().describe('1-based, in the order of the package'),
  name: z.string(),
  group: z.string(),
  sample: z.boolean(),
  verdict: verdictSchema,
  score: z.number().nullable(),
  cpuMs: z.number().nonnegative(),
  wallMs: z.number().nonnegative(),
  peakMemoryKib: z.number().int().nonnegative(),
  exitCode: z.number().int().nullable(),
  signal: z.string().nullable(),
  /** For contestants: the validator's team message or what the default validator found. */
  message: z.string(),
  /** For staff only: the validator's judge message, or why a judge error came to be. */
  judgeMessage: z.string().optional(),
  /** First 4 KiB of what the program printed on its standard output and error. */
  output: z.string().optional(),
  stderr: z.string().optional(),
  /** Of samples that talk with an interactor: what both said, at most MOST_TRANSCRIPT bytes, lines beginning with < (interactor), > (program); --- between passes. */
  interaction: z.string().optional(),
  interactionCut: z.boolean().optional().describe('More was said than is kept'),
  /** CPU times of each run where a borderline time made the judge repeat it; the median decided. */
  repeatedCpuMs: z.array(z.number()).optional(),
});
export type TestResult = z.infer<typeof testResultSchema>;

export const compileResultSchema = z.object({
  ok: z.boolean(),
  log: z.string().describe('At most 64 KiB of what the compiler said'),
  cpuMs: z.number().nonnegative(),
  wallMs: z.number().nonnegative(),
  /** For staff only: taken from an earlier compilation of the same files on the same host, whose log and times these are. */
  cached: z.boolean().optional(),
});
export type CompileResult = z.infer<typeof compileResultSchema>;

/** By name of the test group. */
export const graderAnswersSchema = z.record(z.string(), z.string());
export type GraderAnswers = z.infer<typeof graderAnswersSchema>;

export const judgingResultSchema = z.object({
  verdict: verdictSchema,
  score: z.number().nullable(),
  /** Of the slowest and of the largest test; null where nothing ran. */
  cpuMs: z.number().nullable(),
  wallMs: z.number().nullable(),
  peakMemoryKib: z.number().int().nullable(),
  compile: compileResultSchema.nullable(),
  tests: z.array(testResultSchema),
  /** Why it is a judge error; for staff. */
  reason: z.string().nullable(),
  /** What the package's own grader printed of each test group that it was asked for. */
  graderAnswers: graderAnswersSchema.nullable().optional(),
  /** Version line of the compiler or interpreter that was used. */
  languageVersion: z.string().nullable(),
  /** Limits that applied, as measured against. */
  timeLimitMs: z.number().int().nullable(),
  memoryLimitKib: z.number().int().nullable(),
});
export type JudgingResult = z.infer<typeof judgingResultSchema>;

export const MAX_ATTEMPTS = 3;
export const LEASE_SECONDS = 15;
export const HEARTBEAT_SECONDS = 5;
