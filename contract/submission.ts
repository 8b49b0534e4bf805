import { z } from 'zod';
import { languageIdSchema } from './language.js';
import { compileResultSchema, testResultSchema } from './judging.js';
import { verdictSchema } from './verdict.js';

/** One component, no separators or control characters, not hidden, no leading dash: it becomes a file in a jail. */
export const sourceNameSchema = z
  .string()
  .min(1)
  .max(128)
  // eslint-disable-next-line no-control-regex -- control characters are what this refuses
  .regex(/^[^/\\\u0000-\u001f\u007f]+$/, 'A file name may not contain slashes or control characters')
  .refine((name) => !name.startsWith('.') && !name.startsWith('-'), 'A file name may not begin with a dot or a dash')
  .refine((name) => name.isWellFormed(), 'A file name must be well-formed Unicode');

export const newSubmissionSchema = z.object({
  problem: z.string().min(1).max(64),
  language: languageIdSchema,
  files: z
    .array(
      z.object({
        name: sourceNameSchema,
        content: z
          .string()
          .refine((text) => text.isWellFormed(), 'The content must be well-formed Unicode')
          .refine((text) => !text.includes('\u0000'), 'The content may not contain NUL'),
      }),
    )
    .min(1)
    .max(32)
    .refine((files) => new Set(files.map((file) => file.name)).size === files.length, 'Two files have the same name'),
  entryPoint: z.string().min(1).max(256).optional(),
  contest: z.string().max(64).optional(),
  assignment: z.string().max(64).optional(),
});
export type NewSubmission = z.infer<typeof newSubmissionSchema>;

export const submissionStateSchema = z.enum(['queued', 'judging', 'finished']);
export type SubmissionState = z.infer<typeof submissionStateSchema>;

/** A test as a caller may see it: what the policy hides is absent. */
export const visibleTestSchema = testResultSchema.partial().extend({
  index: z.number().int(),
  verdict: verdictSchema,
  input: z.string().optional(),
  answer: z.string().optional(),
});

export const submissionSummarySchema = z.object({
  id: z.uuid(),
  problem: z.string(),
  problemName: z.string(),
  language: z.string(),
  user: z.string().describe('Username of the owner'),
  submittedAt: z.iso.datetime(),
  state: submissionStateSchema,
  verdict: verdictSchema.optional(),
  score: z.number().nullable().optional(),
  cpuMs: z.number().nullable().optional(),
  wallMs: z.number().nullable().optional(),
  peakMemoryKib: z.number().int().nullable().optional(),
});
export type SubmissionSummary = z.infer<typeof submissionSummarySchema>;

export const submissionSchema = submissionSummarySchema.extend({
  queue: z.object({ position: z.number().int(), etaSeconds: z.number().nullable() }).optional(),
  files: z.array(z.object({ name: z.string(), content: z.string() })),
  entryPoint: z.string().optional(),
  compile: compileResultSchema.optional(),
  tests: z.array(visibleTestSchema),
  testsTotal: z.number().int(),
  timeLimitMs: z.number().int().nullable(),
  memoryLimitKib: z.number().int().nullable(),
  languageVersion: z.string().optional(),
  /** For staff. */
  judge: z.string().optional(),
  attempt: z.number().int().optional(),
  reason: z.string().optional(),
});
export type Submission = z.infer<typeof submissionSchema>;

export const submissionFilterSchema = z.object({
  problem: z.string().optional(),
  user: z.string().optional(),
  contest: z.string().optional(),
  language: z.string().optional(),
  verdict: verdictSchema.optional(),
  state: submissionStateSchema.optional(),
});
