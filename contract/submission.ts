import { z } from 'zod';
import { feedbackLevelSchema } from './feedback.js';
import { submissionLanguageSchema } from './language.js';
import { compileResultSchema, judgingModeSchema, testResultSchema } from './judging.js';
import { testGroupSchema } from './package.js';
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
  language: submissionLanguageSchema,
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
  /** Where it has limits of its own. */
  timeLimitMs: z.number().int().optional(),
  memoryLimitKib: z.number().int().optional(),
});

/** A test group as far as a caller may see it: its place in the tree, what it gives points for, and what it came to. */
export const visibleGroupSchema = z.object({
  name: z.string().describe('Path under data/, as in secret/group1; empty: the root'),
  /** Indices (from 1) of the tests directly in it, and names of the groups directly below it. */
  tests: z.array(z.number().int()),
  groups: z.array(z.string()),
  /** Absent until it is known. */
  verdict: verdictSchema.optional(),
  /** Scoring problems only. */
  points: z
    .object({
      /** Absent until it is known. */
      score: z.number().optional(),
      possible: z.number().nullable().describe('Null: unbounded'),
      /** False: it is judged, but its points count for nothing above it, as of samples. */
      counts: z.boolean(),
      acceptScore: z.number().nullable().describe('Of each accepted test; null: its validator says'),
      graded: z.literal(true).optional().describe("The package's own grader gives verdict and points"),
      ...testGroupSchema.pick({ rejectScore: true, scoreAggregation: true, verdictAggregation: true, requirePass: true }).shape,
    })
    .optional(),
});
export type VisibleGroup = z.infer<typeof visibleGroupSchema>;

export const submissionSummarySchema = z.object({
  id: z.uuid(),
  problem: z.string(),
  problemName: z.string(),
  language: z.string(),
  user: z.string().describe('Username of the owner'),
  submittedAt: z.iso.datetime(),
  state: submissionStateSchema,
  pretests: z.literal(true).optional().describe('Judged on the pretests of its contest only, until the system test'),
  withheld: z.literal(true).optional().describe('Its contest tells nothing of results until it is over: it was received, and `state` says nothing of its judging'),
  failedSystemTest: z.literal(true).optional().describe('The pretests had accepted it'),
  verdict: verdictSchema.optional(),
  score: z.number().nullable().optional(),
  cpuMs: z.number().nullable().optional(),
  wallMs: z.number().nullable().optional(),
  peakMemoryKib: z.number().int().nullable().optional(),
});
export type SubmissionSummary = z.infer<typeof submissionSummarySchema>;

export const submissionSchema = submissionSummarySchema.extend({
  queue: z.object({ position: z.number().int(), etaSeconds: z.number().nullable(), waitedSeconds: z.number().describe('Since it was queued').optional() }).optional(),
  /** Of the judging that counts. What has not happened is null. */
  times: z.object({ queuedAt: z.iso.datetime(), claimedAt: z.iso.datetime().nullable(), finishedAt: z.iso.datetime().nullable() }).optional(),
  /** As whom the caller sees it; `shared`: by its link. */
  seenAs: z.enum(['owner', 'staff', 'shared']).optional(),
  /** Whether there is a link to it. For its owner and staff. */
  shared: z.boolean().optional(),
  linkClosed: z.literal(true).optional().describe('Its contest lasts, or hides something still: until then a link to it opens for nobody'),
  contestTells: z.enum(['groups', 'none']).optional().describe('Its contest tells less than its problem does, until it is over'),
  files: z.array(z.object({ name: z.string(), content: z.string() })),
  entryPoint: z.string().optional(),
  compile: compileResultSchema.optional(),
  /** What the caller is shown of secret tests. Absent for staff, who see everything. */
  feedback: feedbackLevelSchema.optional(),
  tests: z.array(visibleTestSchema),
  testsTotal: z.number().int().describe('Of those that may be shown'),
  /** The tree of test groups, the root first. Absent where contestants may not see it. */
  groups: z.array(visibleGroupSchema).optional(),
  timeLimitMs: z.number().int().nullable(),
  memoryLimitKib: z.number().int().nullable(),
  languageVersion: z.string().optional(),
  /** For staff. */
  judge: z.string().optional(),
  attempt: z.number().int().optional(),
  reason: z.string().optional(),
});
export type Submission = z.infer<typeof submissionSchema>;

/** Every raw fact of one judging. For staff. */
export const judgingFactsSchema = z.object({
  id: z.uuid(),
  /** Whether it is the one that counts. */
  current: z.boolean(),
  state: submissionStateSchema,
  mode: judgingModeSchema,
  priority: z.number().int(),
  packageVersion: z.number().int(),
  queuedAt: z.iso.datetime(),
  claimedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  cancelledAt: z.iso.datetime().nullable(),
  judge: z.string().nullable(),
  /** Null where the judge has not been seen for long. */
  judgeHost: z.string().nullable(),
  attempt: z.number().int().describe('How often a judge took it'),
  releases: z.number().int().describe('How often a judge gave it back unjudged'),
  verdict: verdictSchema.nullable(),
  score: z.number().nullable(),
  cpuMs: z.number().nullable(),
  wallMs: z.number().nullable(),
  peakMemoryKib: z.number().int().nullable(),
  reason: z.string().nullable(),
  languageVersion: z.string().nullable(),
  /** As the judge offers the language now. */
  compileCommand: z.string().nullable(),
  runCommand: z.string().nullable(),
  timeLimitMs: z.number().int().nullable(),
  memoryLimitKib: z.number().int().nullable(),
  outputLimitKib: z.number().int(),
  compile: compileResultSchema.nullable(),
  tests: z.array(testResultSchema.omit({ output: true, stderr: true, interaction: true, interactionCut: true })),
});
export type JudgingFacts = z.infer<typeof judgingFactsSchema>;

export const submissionFilterSchema = z.object({
  problem: z.string().optional(),
  user: z.string().optional(),
  contest: z.string().optional(),
  language: z.string().optional(),
  verdict: verdictSchema.optional(),
  state: submissionStateSchema.optional(),
  since: z.iso.datetime({ offset: true }).optional().describe('Submitted then or later'),
  until: z.iso.datetime({ offset: true }).optional().describe('Submitted before'),
});

/** The secret part of the link to a shared submission. */
export const shareTokenSchema = z.string().min(1).max(64);
