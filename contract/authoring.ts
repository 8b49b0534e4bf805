/**
 * Problems that are being written here. An authored problem is a set of parts (its settings, statements, tests, programs,
 * files …), each saved by itself with a revision of its own, so that two authors do not overwrite each other. A package is
 * made of it when it is exported or published; nothing of it is a package before.
 *
 * Contents of files are named by the SHA-256 of their bytes. On the way in a file is either a short `text` or the `hash`
 * of what was sent before (`addAuthoredFile`, or any file that the authored problem has or had).
 */
import { z } from 'zod';
import { authoredLanguageLimitsSchema, authoredLimitsSchema, authoredTestLimitsSchema } from './authoring-limits.js';
import { wantedEnvironmentSchema } from './environment.js';
import { feedbackPolicySchema } from './feedback.js';
import { LANGUAGE_IDS, languageIdSchema } from './language.js';
import { PROBLEM_TYPES } from './package.js';
import { slugSchema } from './problem.js';

/** Of the text of a file that is sent with its part, in characters; larger ones are sent as files. */
export const MOST_AUTHORED_TEXT = 1024 * 1024;
/** Parts of one authored problem. */
export const MOST_AUTHORED_PARTS = 5_000;
/** Collaborators of one authored problem. */
export const MOST_COLLABORATORS = 50;

const storable = (text: string) => text.isWellFormed() && !text.includes('\u0000');
const line = (most: number) => z.string().max(most).refine(storable, 'The text must be well-formed Unicode without NUL');
const name = line(200).trim();
const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** A file as it is stored. */
export const authoredFileSchema = z.object({ hash, size: z.number().int().nonnegative().describe('Bytes') });
export type AuthoredFile = z.infer<typeof authoredFileSchema>;
/** A file as it is sent with its part. */
export const newAuthoredFileSchema = z.union([z.object({ hash }), z.object({ text: line(MOST_AUTHORED_TEXT) })]);
export type NewAuthoredFile = z.infer<typeof newAuthoredFileSchema>;

/** A name of a file or folder that the package format allows. */
export const packageNameSchema = z.string().regex(/^[a-zA-Z0-9_][a-zA-Z0-9_.+-]{0,254}$/, 'Use letters, digits, dots, dashes and underscores; begin with a letter, a digit or an underscore');
export const packagePathSchema = z.string().max(1000).regex(/^(?:[a-zA-Z0-9_][a-zA-Z0-9_.+-]{0,254}\/){0,16}[a-zA-Z0-9_][a-zA-Z0-9_.+-]{0,254}$/, 'Use names of letters, digits, dots, dashes and underscores, with / between them');
/** As in en or pt-BR. */
export const statementLanguageSchema = z.string().regex(/^[a-z]{2,3}(?:-[A-Z]{2})?$/, 'Use a language code, as in en or pt-BR');

export const AUTHORED_LICENSES = ['unknown', 'public domain', 'cc0', 'cc by', 'cc by-sa', 'educational', 'permission'] as const;

/** How outputs are compared where there is no checker. */
export const comparisonSchema = z.object({
  caseSensitive: z.boolean(),
  spaceSensitive: z.boolean(),
  relativeTolerance: z.number().min(0).nullable().describe('Of floating-point numbers; null: they are compared as texts'),
  absoluteTolerance: z.number().min(0).nullable(),
});
export type Comparison = z.infer<typeof comparisonSchema>;

const people = z.array(name.min(1)).max(100);
export const authoredSettingsSchema = z.object({
  kind: z.literal('settings'),
  slug: slugSchema.nullable().describe('Under which it is published; null: one is made of its name'),
  types: z.array(z.enum(PROBLEM_TYPES)).min(1).max(5),
  uuid: z.guid().describe('Of the problem in its packages'),
  limits: authoredLimitsSchema,
  languageLimits: authoredLanguageLimitsSchema.nullable().default(null).describe('Of languages that have others than most'),
  languages: z.array(z.string().min(1).max(40)).max(100).nullable().describe('Null: all'),
  allowFileWriting: z.boolean(),
  comparison: comparisonSchema,
  feedback: feedbackPolicySchema,
  tags: z.array(line(40).trim().min(1)).max(20),
  difficulty: z.number().min(0).max(10).nullable(),
  authors: people,
  contributors: people,
  testers: people,
  packagers: people,
  acknowledgements: people,
  translators: z.record(statementLanguageSchema, people),
  sources: z.array(z.object({ name: name.min(1), url: line(1000).nullable() })).max(20),
  license: z.enum(AUTHORED_LICENSES),
  rightsOwner: name.nullable(),
  embargoUntil: z.string().regex(/^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d:\d\dZ?)?$/).nullable(),
  version: name.nullable().describe("The author's own version of the package"),
  environment: wantedEnvironmentSchema.nullable().default(null).describe('Packages of other people that submissions may use'),
  constants: z.record(z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/), z.record(z.string().regex(/^[a-zA-Z_]\w*$/), line(10_000))).describe('Replaced in statements and programs as {{name}}, or {{name.variant}}; the variant of {{name}} is "value"'),
});
export type AuthoredSettings = z.infer<typeof authoredSettingsSchema>;

/** What a program is for. The output validator is a checker, or what talks with the submission in interactive and multi-pass problems. The grader gives verdict and points of test groups. */
export const PROGRAM_ROLES = ['generator', 'input-validator', 'output-validator', 'static-validator', 'grader', 'solution'] as const;
export const programRoleSchema = z.enum(PROGRAM_ROLES);
export type ProgramRole = z.infer<typeof programRoleSchema>;

const testVerdicts = z.array(z.enum(['AC', 'WA', 'TLE', 'RTE'])).max(4);
const demandsSchema = z.object({
  permitted: testVerdicts.optional(),
  required: testVerdicts.optional(),
  score: z.union([z.number(), z.tuple([z.number(), z.number()])]).optional(),
  message: line(1000).optional(),
  useForTimeLimit: z.union([z.literal('lower'), z.literal('upper'), z.boolean()]).optional(),
});
/** What a solution must come to, beyond what the folder says. */
export const expectationSchema = demandsSchema.extend({
  authors: people.optional(),
  tests: z.record(line(200), demandsSchema).optional().describe('By tests or groups under data/, as in secret/group1; * stays within one name'),
});
export type Expectation = z.infer<typeof expectationSchema>;

/** Folders of submissions/ that say what is expected. Others may be named; anything goes for what is in them. */
export const SOLUTION_LABELS = ['accepted', 'wrong_answer', 'time_limit_exceeded', 'run_time_error', 'rejected', 'brute_force'] as const;

const args = z.array(line(1000)).max(100);
const inputArgs = z.union([args, z.record(line(200), args)]);
const notes = { description: line(64 * 1024).nullable().describe('For staff only'), hint: line(64 * 1024).nullable().describe('For those who fail on it') };
const groupName = z.union([packageNameSchema, z.literal('')]);

/** Groups of tests: the samples, all secret tests (one each, always there), and groups within the latter, of which points are given. */
export const authoredGroupSchema = z.object({
  kind: z.literal('group'),
  place: z.enum(['sample', 'secret', 'group']),
  name: groupName.describe('Of its folder; numbers are put before it where the order demands them. Empty for sample and secret, and where the number is name enough'),
  points: z.union([z.number().int().min(0).max(1_000_000), z.literal('unbounded')]).nullable().describe('Of scoring problems. Null: not said (100 for secret)'),
  aggregation: z.enum(['pass-fail', 'sum', 'min']).nullable().describe('Null: sum for secret, pass-fail for its groups'),
  requirePass: z.array(z.uuid()).max(100).describe('Groups before it that must be passed first'),
  fullFeedback: z.boolean().nullable().describe('Whether contestants see the data of tests that they fail on. Null: as the feedback policy has it'),
  args: args.nullable().describe('Command-line arguments of submissions'),
  validatorArgs: args.nullable().describe('Of the output validator; null: those of the group above, or of the comparison'),
  inputValidatorArgs: inputArgs.nullable(),
  staticScore: z.union([z.number().int().min(0), z.literal('pass-fail')]).nullable(),
  staticArgs: args.nullable(),
  grader: args.nullable().default(null).describe('Arguments of the grader, which gives verdict and points of the group in place of its aggregation. Null: it is not asked'),
  limits: authoredTestLimitsSchema.nullable().default(null).describe('Of its tests; of secret: of all secret tests'),
});
export type AuthoredGroup = z.infer<typeof authoredGroupSchema>;

/** The order of everything that has one. It names every group and every test exactly once: sample, secret, then the groups in it. */
export const authoredOrderSchema = z.object({
  kind: z.literal('order'),
  groups: z.array(z.object({ id: z.uuid(), tests: z.array(z.uuid()).max(MOST_AUTHORED_PARTS) })).max(1000),
});
export type AuthoredOrder = z.infer<typeof authoredOrderSchema>;

/** Endings of the files that may lie beside .in and .ans of a test: what is shown or handed out in their place, and illustrations. */
export const TEST_EXTRAS = ['.in.statement', '.ans.statement', '.in.download', '.ans.download', '.interaction', '.out', '.png', '.jpg', '.jpeg', '.svg'] as const;

/** What was made by a program: the file, and by which recipe (program, arguments, seed …): another one is out of date. */
export const madeSchema = authoredFileSchema.extend({ recipe: z.string().describe('SHA-256 of everything that it was made of'), at: z.iso.datetime() });

/** Each content with files as they are stored, or as they are sent. What programs made is the server's own: it is not sent. */
function contentsOf<F extends z.ZodType, M extends z.ZodRawShape>(file: F, made: M) {
  return {
    statement: z.object({ kind: z.literal('statement'), language: statementLanguageSchema, name: name.describe('Of the problem in this language'), format: z.enum(['markdown', 'latex', 'pdf']), source: file }),
    asset: z.object({
      kind: z.literal('asset'),
      place: z.enum(['statement', 'attachment', 'include']).describe('Beside the statements (images), for contestants, or compiled with submissions'),
      language: z.string().min(1).max(40).regex(/^[a-z0-9+]+$/).nullable().describe('Of place include: a language, or default'),
      path: packagePathSchema,
      file,
    }),
    program: z.object({
      kind: z.literal('program'),
      role: programRoleSchema,
      name: packageNameSchema.describe('Of its file, if it is one, or of its folder; of an output validator it is for people only'),
      files: z.array(z.object({ path: packagePathSchema, file })).min(1).max(100).describe('A single one that is named like the program lies in no folder in the package'),
      language: z.union([languageIdSchema, z.string().min(1).max(40)]).nullable().describe(`Null: as the endings of its files say. ${LANGUAGE_IDS.length} are known`),
      entryPoint: line(256).nullable(),
      label: packageNameSchema.nullable().describe('Of solutions: the folder that says what is expected, as in SOLUTION_LABELS'),
      model: z.boolean().describe('Of solutions: it makes the answers. The first accepted one does where none is named'),
      expectation: expectationSchema.nullable(),
    }),
    test: z.object({
      kind: z.literal('test'),
      name: packageNameSchema.nullable().describe('Of its files; null: its number'),
      input: z
        .discriminatedUnion('from', [
          z.object({ from: z.literal('file'), file }),
          z.object({
            from: z.literal('generator'),
            program: z.uuid(),
            args: args.describe('{seed} in them is replaced by the seed; where it is in none of them, the seed comes last'),
            seed: z.number().int().min(0).max(2 ** 53 - 1).nullable(),
            ...made,
          }),
        ])
        .nullable(),
      answer: z.discriminatedUnion('from', [z.object({ from: z.literal('file'), file }), z.object({ from: z.literal('solution'), ...made })]).nullable(),
      ...notes,
      fullFeedback: z.boolean().nullable(),
      args: args.nullable(),
      validatorArgs: args.nullable(),
      inputValidatorArgs: inputArgs.nullable(),
      limits: authoredTestLimitsSchema.nullable().default(null).describe('In place of those of its group'),
      extras: z.partialRecord(z.enum(TEST_EXTRAS), file),
      files: z.array(z.object({ path: packagePathSchema, file })).max(100).describe("Put into the submission's working directory"),
    }),
    case: z.object({
      kind: z.literal('case'),
      purpose: z.enum(['invalid-input', 'invalid-output', 'valid-output']).describe('What the validators must refuse, or accept'),
      name: packageNameSchema,
      input: file,
      answer: file.nullable(),
      output: file.nullable(),
      validatorArgs: args.nullable(),
      inputValidatorArgs: inputArgs.nullable(),
    }),
  };
}

const stored = contentsOf(authoredFileSchema, { made: madeSchema.nullable() });
const sent = contentsOf(newAuthoredFileSchema, {});
export const authoredContentSchema = z.discriminatedUnion('kind', [authoredSettingsSchema, authoredOrderSchema, authoredGroupSchema, stored.statement, stored.asset, stored.program, stored.test, stored.case]);
export type AuthoredContent = z.infer<typeof authoredContentSchema>;
export type AuthoredKind = AuthoredContent['kind'];
export const newAuthoredContentSchema = z.discriminatedUnion('kind', [authoredSettingsSchema, authoredOrderSchema, authoredGroupSchema, sent.statement, sent.asset, sent.program, sent.test, sent.case]);
export type NewAuthoredContent = z.infer<typeof newAuthoredContentSchema>;
export type ContentOf<K extends AuthoredKind> = Extract<AuthoredContent, { kind: K }>;

/** Settings name constants, and what theirs are called is up to their author: nothing in them is a file, whatever it looks like. */
export function holdsFiles({ kind }: { kind: AuthoredKind }): boolean {
  return kind !== 'settings' && kind !== 'order' && kind !== 'group';
}

export const authoredPartSchema = z.object({
  id: z.uuid(),
  revision: z.number().int().positive().describe('Another one after every save'),
  changedAt: z.iso.datetime(),
  changedBy: z.string().nullable().describe('Username'),
  content: authoredContentSchema,
});
export type AuthoredPart = z.infer<typeof authoredPartSchema>;

/** Where another has saved the part meanwhile: `conflict`, with `revision`, `changedAt` and `changedBy` among its details. */
export const savePartSchema = z.object({ revision: z.number().int().positive().describe('On which the change was made'), content: newAuthoredContentSchema });
export const addPartSchema = z.object({
  content: newAuthoredContentSchema.describe('Neither settings nor order, and of groups only those in secret'),
  group: z.uuid().optional().describe('Of a test: the group that it is added to; absent: secret'),
  at: z.number().int().nonnegative().optional().describe('Its place in the group, or of a group among the groups in secret; absent: the last'),
});
/** What an addition or a deletion made of the order besides. */
export const addedPartSchema = z.object({ part: authoredPartSchema, order: authoredPartSchema.nullable() });
