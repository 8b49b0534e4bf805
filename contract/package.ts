/**
 * A problem package after reading: what judge/packages makes of a zip or folder in either ICPC format, what
 * database stores with an immutable problem version, and what a judge works from. Files are named by the
 * SHA-256 of their content; their bytes live in the blob store.
 */
import { z } from 'zod';

export const fileRefSchema = z.object({
  path: z.string().describe('Path inside the package, with /'),
  hash: z.string().regex(/^[0-9a-f]{64}$/).describe('SHA-256 of the content, lower-case hexadecimal'),
  size: z.number().int().nonnegative().describe('Bytes'),
});
export type FileRef = z.infer<typeof fileRefSchema>;

export const limitsSchema = z.object({
  timeMs: z.number().int().positive().nullable().describe('CPU time of one run; null: to be calibrated'),
  memoryKib: z.number().int().positive(),
  outputKib: z.number().int().positive(),
  codeKib: z.number().int().positive(),
  compileTimeMs: z.number().int().positive(),
  compileMemoryKib: z.number().int().positive(),
  validationTimeMs: z.number().int().positive(),
  validationMemoryKib: z.number().int().positive(),
  validationOutputKib: z.number().int().positive(),
  validationPasses: z.number().int().positive(),
});
export type Limits = z.infer<typeof limitsSchema>;

/** How limits follow from the slowest accepted submission where the package names none. */
export const timeMultipliersSchema = z.object({
  acceptedToLimit: z.number().positive(),
  limitToTimeLimitExceeded: z.number().positive(),
  resolutionMs: z.number().int().positive().describe('The limit is rounded up to a multiple of this'),
});
export type TimeMultipliers = z.infer<typeof timeMultipliersSchema>;

/** What compares output and answer: ours, with flags, or programs of the package. */
export const validatorSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('default') }),
  z.object({
    kind: z.literal('custom'),
    /** Files of one program, compiled and run in a jail. */
    files: z.array(fileRefSchema),
    language: languageOfProgram(),
  }),
]);
export type Validator = z.infer<typeof validatorSchema>;

/** Languages of a package's own programs; `script` is run as it stands (`build` and `run` scripts, shebang). */
function languageOfProgram() {
  return z.string().describe('LanguageId, or "script" for a program that brings build/run scripts');
}

export const testCaseSchema = z.object({
  name: z.string().describe('Path under data/ without extension, as in secret/group1/03'),
  group: z.string().describe('Path of its group under data/, as in secret/group1; sample, secret for the top ones'),
  sample: z.boolean(),
  input: fileRefSchema,
  answer: fileRefSchema,
  /** Arguments of the output validator, inherited from the groups above. */
  validatorArgs: z.array(z.string()),
  /** Extra files of the test: those shown to contestants in place of input and answer, hint, description. */
  display: z.object({ input: fileRefSchema.optional(), answer: fileRefSchema.optional() }).optional(),
  hint: z.string().optional(),
  description: z.string().optional(),
});
export type TestCase = z.infer<typeof testCaseSchema>;

/** A node of the tree of test groups, root is `data`. Only scoring problems use the aggregation. */
export const testGroupSchema = z.object({
  name: z.string().describe('Path under data/: "", "sample", "secret", "secret/group1"'),
  maxScore: z.number().nullable(),
  scoreAggregation: z.enum(['pass-fail', 'sum', 'min', 'max', 'average']),
  verdictAggregation: z.enum(['first-error', 'worst-error', 'accept-if-any-accepted', 'always-accept', 'ignore']),
  onReject: z.enum(['break', 'continue']),
  acceptScore: z.number().nullable(),
  rejectScore: z.number().nullable(),
  requirePass: z.array(z.string()),
  /** Range of legal scores, if the package declares one. */
  range: z.tuple([z.number().nullable(), z.number().nullable()]).nullable(),
  ignoreSample: z.boolean(),
});
export type TestGroup = z.infer<typeof testGroupSchema>;

export const labelSchema = z.object({
  path: z.string().describe('Path under submissions/, as in accepted/main.cpp'),
  files: z.array(fileRefSchema),
  language: z.string().nullable().describe('LanguageId; null where no known language fits'),
  entryPoint: z.string().optional(),
  /** Verdicts any of which is as expected; empty: anything goes. */
  expected: z.array(z.string()),
  /** Score range expected of a scoring problem. */
  expectedScore: z.tuple([z.number(), z.number()]).nullable(),
  /** Its slowest test goes into the calibration of the time limit. */
  calibrates: z.enum(['lower', 'upper', 'no']),
});
export type LabelledSubmission = z.infer<typeof labelSchema>;

export const statementSchema = z.object({
  language: z.string().describe('ISO 639 code, as in en'),
  format: z.enum(['markdown', 'latex', 'pdf']),
  file: fileRefSchema,
});
export type Statement = z.infer<typeof statementSchema>;

export const PROBLEM_TYPES = ['pass-fail', 'scoring', 'interactive', 'multi-pass', 'submit-answer'] as const;

export const packageSchema = z.object({
  format: z.enum(['legacy', 'legacy-icpc', '2023-07-draft', '2025-09']),
  /** Names by language code; at least one. */
  names: z.record(z.string(), z.string()),
  types: z.array(z.enum(PROBLEM_TYPES)).min(1),
  uuid: z.string().nullable(),
  author: z.string().nullable(),
  source: z.string().nullable(),
  license: z.string().nullable(),
  keywords: z.array(z.string()),
  limits: limitsSchema,
  timeMultipliers: timeMultipliersSchema,
  /** Null: all languages. */
  languages: z.array(z.string()).nullable(),
  constants: z.record(z.string(), z.string()),
  validator: validatorSchema,
  /** Programs that check input files; every one must say 42. */
  inputValidators: z.array(z.object({ path: z.string(), files: z.array(fileRefSchema), language: z.string() })),
  statements: z.array(statementSchema).min(1),
  /** Images and the like that statements name, by path beside the statement. */
  statementFiles: z.array(fileRefSchema),
  attachments: z.array(fileRefSchema),
  /** Files compiled with each submission, by LanguageId or "default". */
  includes: z.record(z.string(), z.array(fileRefSchema)),
  groups: z.array(testGroupSchema),
  tests: z.array(testCaseSchema).min(1),
  submissions: z.array(labelSchema),
  objective: z.enum(['min', 'max']).default('max'),
});
export type ProblemPackage = z.infer<typeof packageSchema>;

/** A fault refuses the package; a warning says what is ignored or doubtful. */
export const packageFindingSchema = z.object({
  severity: z.enum(['fault', 'warning']),
  path: z.string(),
  line: z.number().int().positive().optional(),
  message: z.string(),
});
export type PackageFinding = z.infer<typeof packageFindingSchema>;
