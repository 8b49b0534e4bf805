/**
 * A problem package after reading: what judge/packages makes of a zip or folder in either ICPC format, what
 * database stores with an immutable problem version, and what a judge works from. Files are named by the
 * SHA-256 of their content; their bytes live in the blob store. The formats themselves:
 * https://icpc.io/problem-package-format/
 */
import { z } from 'zod';
import { lockedEnvironmentSchema } from './environment.js';
import { feedbackPolicySchema } from './feedback.js';

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

/** Limits of a single test, in place of the problem's. */
export const testLimitsSchema = z.object({ timeMs: z.number().int().positive(), memoryKib: z.number().int().positive() }).partial();

/** What submissions in one language have: so many times the time, and memory in place of the problem's. */
export const languageLimitsSchema = z.object({ timeMultiplier: z.number().positive(), memoryKib: z.number().int().positive() }).partial();
export type LanguageLimits = z.infer<typeof languageLimitsSchema>;

/** How limits follow from the slowest accepted submission where the package names none. */
export const timeMultipliersSchema = z.object({
  acceptedToLimit: z.number().positive(),
  limitToTimeLimitExceeded: z.number().positive(),
  resolutionMs: z.number().int().positive().describe('The limit is rounded up to a multiple of this, and is at least this'),
});
export type TimeMultipliers = z.infer<typeof timeMultipliersSchema>;

/** A program of the package's own: a validator. A file's name inside the program is its path without `path` and /. */
export const programSchema = z.object({
  path: z.string().describe('Its folder, or its file if it is a single one, as in output_validators/check.py'),
  files: z.array(fileRefSchema).min(1),
  language: languageOfProgram(),
  /**
   * How it is called and what its exit code says. `testlib`: as testlib.h has it unless it was changed (checkers: input output
   * answer; 0 right, 1, 2, 4 and 8 wrong, 3 fault, 7 points). Absent: as the ICPC format has it (42 right, 43 wrong).
   */
  protocol: z.literal('testlib').optional(),
  /** It includes testlib.h, which the package does not bring: the installation must. */
  needsTestlib: z.boolean().optional(),
});
export type Program = z.infer<typeof programSchema>;

/** What compares output and answer: ours, with flags, or a program of the package. */
export const validatorSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('default') }),
  /** Files of one program, compiled and run in a jail. */
  programSchema.extend({
    kind: z.literal('custom'),
    /** Further programs of the package; every one must accept. */
    others: z.array(programSchema).optional(),
    /** Talks with the submission first, in testlib's way; what it wrote is then checked in place of the submission's output. */
    interactor: programSchema.optional(),
  }),
]);
export type Validator = z.infer<typeof validatorSchema>;

/** Languages of a package's own programs; `script` is run as it stands (`build` and `run` scripts, shebang). */
function languageOfProgram() {
  return z.string().describe('LanguageId, or "script" for a program that brings build/run scripts');
}

/** Of all input validators, or by the name of each. */
function inputValidatorArgsSchema() {
  return z.union([z.array(z.string()), z.record(z.string(), z.array(z.string()))]);
}

/** Shown or handed out in place of a test's input and answer. */
export const testDisplaySchema = z.object({
  input: fileRefSchema.optional(),
  answer: fileRefSchema.optional(),
  /** A conversation, lines beginning with < (judge) and > (submission), in place of both. */
  interaction: fileRefSchema.optional(),
  downloadInput: fileRefSchema.optional(),
  downloadAnswer: fileRefSchema.optional(),
});

export const testCaseSchema = z.object({
  name: z.string().describe('Path under data/ without extension, as in secret/group1/03'),
  group: z.string().describe('Name of its group, as in secret/group1; sample, secret for the top ones'),
  sample: z.boolean(),
  input: fileRefSchema,
  answer: fileRefSchema,
  /** Arguments of the output validator, inherited from the groups above. */
  validatorArgs: z.array(z.string()),
  /** `path` of the only output validator that is asked, where the package has several. */
  validator: z.string().optional(),
  /** Points of the test where it is accepted, in place of its group's `acceptScore`. */
  points: z.number().optional(),
  /** The package's static validator looks at the submission's files in place of a run; the multiplier's and the score's bound is `points`. */
  static: z.object({ args: z.array(z.string()) }).optional(),
  /** Arguments of the input validators: of all, or by the name of each. */
  inputValidatorArgs: inputValidatorArgsSchema().optional(),
  /** Command-line arguments of the submission. */
  args: z.array(z.string()).optional(),
  /** Files put into the submission's working directory before it runs; `path` is the name there. */
  files: z.array(fileRefSchema).optional(),
  /** Extra files of the test: those shown to contestants in place of input and answer, hint, description. */
  display: testDisplaySchema.optional(),
  limits: testLimitsSchema.optional(),
  /** The test may be shown to those who failed on it. Samples are shown to all. */
  fullFeedback: z.boolean().optional(),
  hint: z.string().optional(),
  /** For staff only. */
  description: z.string().optional(),
});
export type TestCase = z.infer<typeof testCaseSchema>;

/**
 * A node of the tree of test groups, which has its tests and its subgroups as items, in byte order of their
 * names. Only scoring problems use scores. A rejected test scores its group's `rejectScore` (null: 0); the group
 * above takes a group's score as it was aggregated, whatever its verdict; a submission that is not accepted scores 0.
 */
export const testGroupSchema = z.object({
  name: z.string().describe('Path under data/: "", "sample", "secret", "secret/group1"'),
  maxScore: z.number().nullable().describe('Null: unbounded'),
  /** `pass-fail`: maxScore where every item is accepted, else 0. */
  scoreAggregation: z.enum(['pass-fail', 'sum', 'min', 'max', 'average']),
  verdictAggregation: z.enum(['first-error', 'worst-error', 'accept-if-any-accepted', 'always-accept', 'ignore']),
  /** `break`: the items after a rejected one are skipped. */
  onReject: z.enum(['break', 'continue']),
  /** Of an accepted test directly in the group without score.txt; score_multiplier.txt multiplies it. Null: score.txt is required. */
  acceptScore: z.number().nullable(),
  rejectScore: z.number().nullable(),
  /** Groups of which every test must be accepted before this one is run; if not, it scores 0. */
  requirePass: z.array(z.string()),
  /** Range of legal scores, if the package declares one; null: no bound on that side. */
  range: z.tuple([z.number().nullable(), z.number().nullable()]).nullable(),
  /** On the root only: verdict and score are those of `secret` alone. */
  ignoreSample: z.boolean(),
  /** Arguments of the package's grader, which aggregates verdict and score in place of the rules above. */
  grader: z.array(z.string()).optional(),
});
export type TestGroup = z.infer<typeof testGroupSchema>;

/** What `submissions.yaml` or a default folder demands of a labelled submission on some or all tests (2025-09). */
export const requirementSchema = z.object({
  /** Glob of test or group names under data/ (`*` stays within one name), or null: all tests. */
  tests: z.string().nullable(),
  /** Every test must have one of these verdicts. */
  permitted: z.array(z.string()).optional(),
  /** At least one test must have one of these verdicts. */
  required: z.array(z.string()).optional(),
  /** Inclusive range of the score of the submission or, with `tests`, of that group. */
  score: z.tuple([z.number(), z.number()]).optional(),
  /** Must be part of the judge message of at least one test. */
  message: z.string().optional(),
  calibrates: z.enum(['lower', 'upper', 'no']),
});
export type Requirement = z.infer<typeof requirementSchema>;

export const labelSchema = z.object({
  path: z.string().describe('Path under submissions/, as in accepted/main.cpp'),
  files: z.array(fileRefSchema),
  language: z.string().nullable().describe('LanguageId, or the code of another language; null where no known language fits'),
  /** Why `language` is null. */
  languageProblem: z.string().optional(),
  entryPoint: z.string().optional(),
  /** Verdicts of the submission any of which is as expected; empty: anything goes. */
  expected: z.array(z.string()),
  /** Inclusive score range expected of a scoring problem. */
  expectedScore: z.tuple([z.number(), z.number()]).nullable(),
  /** Its slowest test goes into the calibration of the time limit. */
  calibrates: z.enum(['lower', 'upper', 'no']),
  /** All of them must hold. */
  requirements: z.array(requirementSchema).optional(),
});
export type LabelledSubmission = z.infer<typeof labelSchema>;

export const statementSchema = z.object({
  language: z.string().describe('ISO 639 code, as in en'),
  format: z.enum(['markdown', 'latex', 'pdf']),
  file: fileRefSchema,
});
export type Statement = z.infer<typeof statementSchema>;

export const PROBLEM_TYPES = ['pass-fail', 'scoring', 'interactive', 'multi-pass', 'submit-answer'] as const;
export type ProblemType = (typeof PROBLEM_TYPES)[number];

/** Data by which a package proves its validators: what they must refuse, and what they must accept. */
export const validationCaseSchema = z.object({
  name: z.string().describe('Path under data/ without extension, as in invalid_output/off-by-one'),
  kind: z.enum(['invalid-input', 'invalid-output', 'valid-output']),
  input: fileRefSchema,
  /** Of the two kinds of output. */
  answer: fileRefSchema.optional(),
  output: fileRefSchema.optional(),
  inputValidatorArgs: inputValidatorArgsSchema().optional(),
  validatorArgs: z.array(z.string()),
});
export type ValidationCase = z.infer<typeof validationCaseSchema>;

export const packageSchema = z.object({
  format: z.enum(['legacy', 'legacy-icpc', '2023-07-draft', '2025-09', 'polygon']),
  /** Names by language code; at least one. */
  names: z.record(z.string(), z.string()),
  types: z.array(z.enum(PROBLEM_TYPES)).min(1),
  uuid: z.string().nullable(),
  author: z.string().nullable(),
  source: z.string().nullable(),
  sourceUrl: z.string().optional(),
  license: z.string().nullable(),
  rightsOwner: z.string().optional(),
  /** The author's own version of the package. */
  version: z.string().optional(),
  /** Not to be shown to the public before this date, ISO 8601. */
  embargoUntil: z.string().optional(),
  keywords: z.array(z.string()),
  limits: limitsSchema,
  timeMultipliers: timeMultipliersSchema,
  /** By LanguageId. */
  languageLimits: z.record(z.string(), languageLimitsSchema).optional(),
  /** Null: all languages. */
  languages: z.array(z.string()).nullable(),
  /** Whether submissions may write files into their working directory. Absent: the format does not say. */
  allowFileWriting: z.boolean().optional(),
  /** By `name` and `name.variant`. They are already replaced in every file that is stored. */
  constants: z.record(z.string(), z.string()),
  validator: validatorSchema,
  /** Programs that check input files; every one must say 42 (testlib: 0). */
  inputValidators: z.array(programSchema),
  /** Aggregates the results of the groups that ask for it. */
  grader: programSchema.optional(),
  /** Looks at the files of submissions. */
  staticValidator: programSchema.optional(),
  validationCases: z.array(validationCaseSchema).optional(),
  /** Names of the files in its working directory by which a submission reads and writes, in place of standard input and output. */
  io: z.object({ input: z.string().optional(), output: z.string().optional() }).optional(),
  statements: z.array(statementSchema).min(1),
  /** Images and the like that statements name, by path beside the statement. */
  statementFiles: z.array(fileRefSchema),
  attachments: z.array(fileRefSchema),
  /** Files compiled with each submission, by LanguageId or "default"; those of a language replace the default ones. */
  includes: z.record(z.string(), z.array(fileRefSchema)),
  /** Packages of other people that submissions may use, one entry for each source of packages. */
  environments: z.array(lockedEnvironmentSchema).optional(),
  groups: z.array(testGroupSchema),
  tests: z.array(testCaseSchema).min(1),
  /** Sample conversations that belong to no test, in order of their names. */
  interactions: z.array(z.object({ name: z.string(), file: fileRefSchema })).optional(),
  submissions: z.array(labelSchema),
  objective: z.enum(['min', 'max']).default('max'),
  /** Whether contestants see the results of test groups. Absent: the format does not say. */
  showTestGroups: z.boolean().optional(),
  /** What contestants see of secret tests. Absent: `verdict`. */
  feedback: feedbackPolicySchema.optional(),
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
