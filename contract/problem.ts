import { z } from 'zod';
import { availablePackageSchema } from './environment.js';
import { PROBLEM_TYPES, packageFindingSchema } from './package.js';
import { verdictSchema } from './verdict.js';
import { testResultSchema } from './judging.js';
import { dataCheckSchema } from './data-check.js';
import { errorCodeSchema, errorDetailSchema } from './errors.js';
import { proofStateSchema, publicationSchema, publishSchema } from './publication.js';

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

/** A problem in the whole list and on the start page. */
export const problemEntrySchema = problemSummarySchema.extend({ createdAt: z.iso.datetime().describe('When it was added here') });
export type ProblemEntry = z.infer<typeof problemEntrySchema>;

/** A test as whoever chooses among the tests of a problem knows it, in the order in which they are judged. */
export const namedTestSchema = z.object({ name: z.string(), group: z.string(), sample: z.boolean() });
export type NamedTest = z.infer<typeof namedTestSchema>;

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
  published: z.boolean().describe('False: no version was published yet. It can be looked at, and submitted to only by those who may edit it'),
  /** Sanitised HTML, ready to be shown; one per language. Null html: a PDF at `pdfUrl`. */
  statements: z.array(z.object({ language: z.string(), name: z.string(), html: z.string().nullable(), pdfUrl: z.string().nullable() })),
  limits: z.object({
    timeMs: z.number().int().nullable().describe('Null while it is being calibrated'),
    memoryKib: z.number().int(),
    languages: z.array(z.object({ language: z.string(), timeMs: z.number().int().nullable(), memoryKib: z.number().int() })).optional().describe('Of those that have other limits'),
    outputKib: z.number().int(),
    codeKib: z.number().int(),
  }),
  samples: z.array(sampleSchema),
  attachments: z.array(z.object({ name: z.string(), size: z.number().int(), url: z.string() })),
  languages: z.array(z.string()).describe('Ids of the languages in which it can be solved here'),
  /** Packages of other people that a program may use; absent where there are none. */
  packages: z.array(availablePackageSchema).optional(),
  testCount: z.number().int(),
  /** Absent where it gives no points. */
  scoring: z
    .object({
      most: z.number().nullable().describe('Null: no bound'),
      lowerIsBetter: z.literal(true).optional().describe('Fewer points are better'),
      groups: z.array(z.object({ name: z.string(), most: z.number().nullable() })).describe('Of tests that give points together; empty where it has none or hides them'),
    })
    .optional(),
  author: z.string().nullable(),
  source: z.string().nullable(),
  license: z.string().nullable(),
  /** Username; for staff. Null: nobody's. */
  owner: z.string().nullable().optional(),
  /** What the caller may do with it. */
  may: z.object({ edit: z.boolean(), submit: z.boolean(), delete: z.boolean() }),
  /** Slug of a contest that runs for the caller and has it: what they submit counts there. Absent: none. */
  contest: z.string().optional(),
});
export type Problem = z.infer<typeof problemSchema>;

const importIdSchema = z.uuid().describe('Id under which GET /imports/{id} shall show this import; made up where it is absent');
export const importFieldsSchema = z.object({ slug: slugSchema.optional(), visibility: visibilitySchema.optional(), importId: importIdSchema.optional(), publish: publishSchema.optional().describe('at-once unless said') });
/** Of a new version of a problem that is there. */
export const versionFieldsSchema = importFieldsSchema.pick({ importId: true, publish: true });

export const importReportSchema = z.object({
  findings: z.array(packageFindingSchema).describe('Warnings only: a package with faults is refused'),
  tests: z.number().int(),
  submissions: z.number().int(),
  timeLimit: z.enum(['given', 'calibrating']),
});
export const importedProblemSchema = z.object({
  slug: z.string(),
  version: z.number().int(),
  report: importReportSchema,
  /** Absent in what was imported before this was recorded. */
  publish: publishSchema.optional(),
  verification: z.uuid().nullable().optional().describe('It was begun with the import'),
});
export type ImportedProblem = z.infer<typeof importedProblemSchema>;

/** What an import does, in this order: reads the zip and every file in it, keeps the files, has a judge install packages where the problem asks for some, writes the version. */
export const IMPORT_STAGES = ['reading', 'storing', 'installing', 'saving'] as const;
export type ImportStage = (typeof IMPORT_STAGES)[number];

/** `stopped`: the server ended while it was at work. Nothing of the package is here; it must be sent again. */
export const importStateSchema = z.enum(['running', 'imported', 'refused', 'stopped']);
export type ImportState = z.infer<typeof importStateSchema>;

/** A package on its way in, as lists and the live channel show it. */
export const importSummarySchema = z.object({
  id: z.uuid(),
  fileName: z.string(),
  size: z.number().int().describe('Bytes'),
  user: z.string().describe('Username of who sent it'),
  problem: z.string().nullable().describe('Slug of the problem that it is a version of; null while it is not known'),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  state: importStateSchema,
  stage: z.enum(IMPORT_STAGES),
  done: z.number().int().describe('Files that the stage has done, of `total`'),
  total: z.number().int(),
  version: z.number().int().nullable(),
  failure: z.object({ code: errorCodeSchema, message: z.string() }).nullable(),
  faults: z.number().int(),
  warnings: z.number().int(),
});
export type ImportSummary = z.infer<typeof importSummarySchema>;

/** With everything that was found in the package. */
export const importSchema = importSummarySchema.extend({
  result: importedProblemSchema.nullable(),
  details: z.array(errorDetailSchema).describe('Why it was refused: every fault'),
  warningDetails: z.array(errorDetailSchema),
});
export type Import = z.infer<typeof importSchema>;

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

/** Of the format: from these shares of the time limit on, another machine may come to another verdict. */
export const timeMarginsSchema = z.object({
  acceptedToLimit: z.number().describe('The limit is to be this many times what the slowest accepted submission takes'),
  limitToTimeLimitExceeded: z.number().describe('What is too slow is to take this many times the limit'),
});
export type TimeMargins = z.infer<typeof timeMarginsSchema>;

export const verificationSchema = z.object({
  id: z.uuid(),
  problem: z.string(),
  version: z.number().int(),
  state: z.enum(['running', 'finished']),
  asExpected: z.boolean().nullable().describe('Of submissions and data; null where something is not known'),
  createdAt: z.iso.datetime(),
  timeLimitMs: z.number().int().nullable(),
  timeMargins: timeMarginsSchema,
  /** Null: it is from before data was checked. */
  data: dataCheckSchema.nullable(),
  rows: z.array(verificationRowSchema),
  reasons: z.array(errorDetailSchema).describe('Why it proves nothing; empty where it proves the version, or is not over'),
});
export type Verification = z.infer<typeof verificationSchema>;

/** A verification in a list. */
export const verificationSummarySchema = z.object({
  id: z.uuid(),
  problem: z.string(),
  problemName: z.string(),
  version: z.number().int(),
  user: z.string().nullable().describe('Username of who began it'),
  createdAt: z.iso.datetime(),
  state: z.enum(['running', 'finished']),
  done: z.number().int().describe('Labelled submissions that are judged, or cannot be, of `total`'),
  total: z.number().int(),
  /** Submissions that did not get what their labels say. */
  surprises: z.number().int(),
  /** Submissions that no judge here can run. */
  unjudgeable: z.number().int(),
  /** Checks of its data; `total` is null until a judge has looked. Null: it is from before data was checked. */
  data: z.object({ finished: z.boolean(), done: z.number().int(), total: z.number().int().nullable(), failed: z.number().int(), broken: z.boolean().describe('It could not be checked to the end') }).nullable(),
  /** As of the whole verification: null where something is not known. */
  asExpected: z.boolean().nullable(),
});
export type VerificationSummary = z.infer<typeof verificationSummarySchema>;

/** How the time limit came: by the package, measured here from its accepted submissions, or not yet. */
export const timeLimitSchema = z.object({
  ms: z.number().int().nullable(),
  origin: z.enum(['given', 'measured', 'measuring']),
  slowestAcceptedMs: z.number().nullable(),
  note: z.string(),
});
export type TimeLimit = z.infer<typeof timeLimitSchema>;

/** A problem as staff see it in their table. */
export const staffProblemSchema = z.object({
  slug: z.string(),
  name: z.string(),
  visibility: visibilitySchema,
  types: z.array(z.enum(PROBLEM_TYPES)),
  tags: z.array(z.string()),
  difficulty: z.number().nullable(),
  owner: z.string().nullable(),
  mayEdit: z.boolean(),
  createdAt: z.iso.datetime(),
  version: z.number().int(),
  versionAt: z.iso.datetime(),
  tests: z.number().int(),
  timeLimit: timeLimitSchema,
  submissions: z.number().int().describe('Of people'),
  judgeErrors: z.number().int().describe('Submissions of people whose verdict is judge-error'),
  verification: verificationSummarySchema.nullable().describe('The last one, of whatever version'),
});
export type StaffProblem = z.infer<typeof staffProblemSchema>;

export const versionSchema = z.object({
  number: z.number().int(),
  current: z.boolean(),
  createdAt: z.iso.datetime(),
  user: z.string().nullable(),
  tests: z.number().int(),
  labelled: z.number().int().describe('Labelled submissions'),
  archiveBytes: z.number().int(),
  timeLimit: timeLimitSchema,
  findings: z.array(packageFindingSchema),
  verification: verificationSummarySchema.nullable().describe('The last one of this version'),
  publish: publishSchema.describe('What was wanted when it came in'),
  publication: publicationSchema.nullable().describe('The last time that it became current; null: never'),
  proof: proofStateSchema,
});
export type Version = z.infer<typeof versionSchema>;
