import { z } from 'zod';
import { PROBLEM_TYPES, packageFindingSchema } from './package.js';
import { verdictSchema } from './verdict.js';
import { testResultSchema } from './judging.js';

export const slugSchema = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, 'Use lower-case letters, digits and dashes, 64 at most');

export const visibilitySchema = z.enum(['public', 'private']);
export type Visibility = z.infer<typeof visibilitySchema>;

export const ownStatusSchema = z.enum(['solved', 'tried', 'untried']);

export const problemSummarySchema = z.object({
  slug: z.string(),
  name: z.string(),
  visibility: visibilitySchema,
  types: z.array(z.enum(PROBLEM_TYPES)),
  tags: z.array(z.string()),
  difficulty: z.number().nullable(),
  solvedBy: z.number().int().describe('People who solved it'),
  triedBy: z.number().int().describe('People who submitted to it'),
  /** Absent for callers who are not signed in. */
  status: ownStatusSchema.optional(),
});
export type ProblemSummary = z.infer<typeof problemSummarySchema>;

export const sampleSchema = z.object({
  name: z.string(),
  input: z.string(),
  answer: z.string(),
  /** True where input or answer was cut at 64 KiB. */
  truncated: z.boolean(),
  description: z.string().optional(),
  /** True where the statements show it in their own text ({{nextsample}}). */
  inStatement: z.boolean().optional(),
});
export type Sample = z.infer<typeof sampleSchema>;

export const problemSchema = problemSummarySchema.extend({
  version: z.number().int().positive(),
  /** Sanitised HTML, ready to be shown; one per language. Null html: a PDF at `pdfUrl`. */
  statements: z.array(z.object({ language: z.string(), name: z.string(), html: z.string().nullable(), pdfUrl: z.string().nullable() })),
  limits: z.object({
    timeMs: z.number().int().nullable().describe('Null while it is being calibrated'),
    memoryKib: z.number().int(),
    outputKib: z.number().int(),
    codeKib: z.number().int(),
  }),
  samples: z.array(sampleSchema),
  attachments: z.array(z.object({ name: z.string(), size: z.number().int(), url: z.string() })),
  languages: z.array(z.string()).describe('Ids of the languages in which it can be solved here'),
  testCount: z.number().int(),
  author: z.string().nullable(),
  source: z.string().nullable(),
  license: z.string().nullable(),
  /** What the caller may do with it. */
  may: z.object({ edit: z.boolean(), submit: z.boolean() }),
});
export type Problem = z.infer<typeof problemSchema>;

export const importFieldsSchema = z.object({ slug: slugSchema.optional(), visibility: visibilitySchema.optional() });

export const importReportSchema = z.object({
  findings: z.array(packageFindingSchema).describe('Warnings only: a package with faults is refused'),
  tests: z.number().int(),
  submissions: z.number().int(),
  timeLimit: z.enum(['given', 'calibrating']),
});
export const importedProblemSchema = z.object({ slug: z.string(), version: z.number().int(), report: importReportSchema });
export type ImportedProblem = z.infer<typeof importedProblemSchema>;

/** What an import does, in this order: reads the zip and every file in it, keeps the files, writes the version. */
export const IMPORT_STAGES = ['reading', 'storing', 'saving'] as const;
export type ImportStage = (typeof IMPORT_STAGES)[number];

export const problemPatchSchema = z.object({
  visibility: visibilitySchema.optional(),
  tags: z.array(z.string().trim().min(1).max(40)).max(20).optional(),
  difficulty: z.number().min(0).max(10).nullable().optional(),
});

/** One labelled submission of a package against what it came to. */
export const verificationRowSchema = z.object({
  submission: z.uuid().nullable().describe('Null where it could not be judged here'),
  path: z.string(),
  language: z.string().nullable(),
  expected: z.array(z.string()),
  state: z.enum(['queued', 'judging', 'finished', 'unjudgeable']),
  verdict: verdictSchema.nullable(),
  score: z.number().nullable(),
  cpuMs: z.number().nullable(),
  peakMemoryKib: z.number().int().nullable(),
  /** Null while it is not known. */
  asExpected: z.boolean().nullable(),
  /** Why it is a surprise, or why it could not be judged. */
  note: z.string(),
  tests: z.array(testResultSchema.pick({ index: true, name: true, verdict: true, cpuMs: true, peakMemoryKib: true })),
});
export type VerificationRow = z.infer<typeof verificationRowSchema>;

export const verificationSchema = z.object({
  id: z.uuid(),
  problem: z.string(),
  version: z.number().int(),
  state: z.enum(['running', 'finished']),
  asExpected: z.boolean().nullable(),
  createdAt: z.iso.datetime(),
  timeLimitMs: z.number().int().nullable(),
  rows: z.array(verificationRowSchema),
});
export type Verification = z.infer<typeof verificationSchema>;
