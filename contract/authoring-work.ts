/** An authored problem as a whole (its parts: authoring.ts), and what is done with it: lists, history, generation, checks, packages. */
import { z } from 'zod';
import { MOST_COLLABORATORS, authoredFileSchema, authoredPartSchema, statementLanguageSchema } from './authoring.js';
import { PROBLEM_TYPES } from './package.js';
import { slugSchema, visibilitySchema } from './problem.js';

export const authoredSummarySchema = z.object({
  id: z.uuid(),
  name: z.string(),
  slug: z.string().nullable(),
  types: z.array(z.enum(PROBLEM_TYPES)),
  owner: z.string().nullable(),
  collaborators: z.array(z.string()),
  createdAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
  changedBy: z.string().nullable(),
  tests: z.number().int(),
  /** The problem that it was published as, or made of, and the version. */
  published: z.object({ slug: z.string(), version: z.number().int().nullable(), at: z.iso.datetime().nullable() }).nullable(),
});
export type AuthoredSummary = z.infer<typeof authoredSummarySchema>;

export const newAuthoredSchema = z.object({
  name: z.string().trim().min(1).max(200),
  language: statementLanguageSchema.default('en'),
  slug: slugSchema.optional(),
  types: z.array(z.enum(PROBLEM_TYPES)).min(1).max(5).optional().describe('Absent: pass-fail'),
});

/** What an authored problem cannot say, of a package that it was made of. */
export const lossSchema = z.object({ path: z.string().describe('In the package'), message: z.string() });
export const madeOfPackageSchema = z.object({ id: z.uuid(), losses: z.array(lossSchema) });

/** A line of the checklist. `done`: all is well. A `fault` will refuse the package; a `warning` is what a good problem has not. */
export const CHECKS = ['name', 'statement', 'samples', 'secret-tests', 'inputs', 'answers', 'generated', 'input-validator', 'output-validator', 'grader', 'accepted-solution', 'wrong-solution', 'time-limit', 'groups', 'points', 'names', 'images', 'licence'] as const;
export const checkSchema = z.object({ check: z.enum(CHECKS), state: z.enum(['done', 'warning', 'fault']), message: z.string(), parts: z.array(z.uuid()).describe('That it is about, 50 at most') });
export type AuthoredCheck = z.infer<typeof checkSchema>;

export const GENERATION_STEPS = ['input', 'validation', 'answer'] as const;
export const generationStepSchema = z.object({
  test: z.uuid(),
  step: z.enum(GENERATION_STEPS),
  ok: z.boolean(),
  /** Why it failed: what the program wrote on standard error, or what ended it. */
  message: z.string(),
  cpuMs: z.number(),
  size: z.number().int().nullable().describe('Bytes of what was made'),
});
export type GenerationStep = z.infer<typeof generationStepSchema>;

export const generationSummarySchema = z.object({
  id: z.uuid(),
  state: z.enum(['queued', 'running', 'finished', 'cancelled']),
  user: z.string().nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  done: z.number().int().describe('Steps, of `total`'),
  total: z.number().int(),
  failed: z.number().int().describe('Of those done'),
  /** Why nothing (more) came of it: a program that does not compile, a judge that was lost. */
  failure: z.string().nullable(),
});
export type GenerationSummary = z.infer<typeof generationSummarySchema>;
export const generationSchema = generationSummarySchema.extend({ steps: z.array(generationStepSchema) });
export type Generation = z.infer<typeof generationSchema>;

/** Inputs first, then the input validators on them, then the answers by the model solution. What is up to date is not made again unless `again`. */
export const newGenerationSchema = z.object({
  tests: z.array(z.uuid()).min(1).max(5_000).optional().describe('Absent: all'),
  again: z.boolean().default(false),
  validate: z.boolean().default(true).describe('Run the input validators on every input, made or not'),
});

export const authoredSchema = authoredSummarySchema.extend({
  parts: z.array(authoredPartSchema),
  checks: z.array(checkSchema),
  /** Tests whose input or answer is to be made by a program, and is not there or out of date. */
  stale: z.array(z.uuid()),
  generation: generationSummarySchema.nullable().describe('The last one'),
  may: z.object({ share: z.boolean().describe('Change its collaborators, and delete it'), publish: z.boolean() }),
});
export type Authored = z.infer<typeof authoredSchema>;

export const previewSchema = z.object({ html: z.string(), samplesPlaced: z.number().int().describe('Samples that stand in the text itself') });
export const newPreviewSchema = z.object({ language: statementLanguageSchema, format: z.enum(['markdown', 'latex']).default('markdown'), text: z.string().max(512 * 1024) });

export const SNAPSHOT_REASONS = ['made', 'edited', 'exported', 'published', 'restored'] as const;
export const snapshotSchema = z.object({
  id: z.uuid(),
  at: z.iso.datetime().describe('Of its last change'),
  begunAt: z.iso.datetime(),
  user: z.string().nullable(),
  reason: z.enum(SNAPSHOT_REASONS),
  version: z.number().int().nullable().describe('That it was published as'),
  parts: z.number().int(),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

const past = authoredPartSchema.omit({ revision: true, changedAt: true, changedBy: true });
export const partChangeSchema = z.object({
  change: z.enum(['added', 'removed', 'changed']),
  before: past.nullable(),
  after: past.nullable(),
});
export const comparisonOfSnapshotsSchema = z.object({ changes: z.array(partChangeSchema) });
export const restoreSchema = z.object({ parts: z.array(z.uuid()).min(1).max(5_000).optional().describe('Absent: everything. Tests and groups bring their places with them') });

export const collaboratorsSchema = z.object({ owner: z.string().nullable(), collaborators: z.array(z.string()).max(MOST_COLLABORATORS) });

/** What the importer says of the package that this would make now; `part` is what the file at `path` was made of. */
export const packageCheckSchema = z.object({
  findings: z.array(z.object({ severity: z.enum(['fault', 'warning']), path: z.string(), line: z.number().int().optional(), message: z.string(), part: z.uuid().nullable() })),
});
export const publishSchema = z.object({ visibility: visibilitySchema.optional().describe('Of a new problem'), importId: z.uuid().optional(), publish: z.enum(['at-once', 'when-proved', 'later']).optional().describe('When the version becomes the current one. Absent: at once') });
export const addedFileSchema = authoredFileSchema.extend({ name: z.string() });
/** Pairs of files in a zip that became tests, in the order of their names. */
export const addedTestsSchema = z.object({ added: z.array(z.uuid()), ignored: z.array(z.string()).describe('Names of files that belong to no pair') });

/** Socket.IO, to whoever watches `authoring`: a part was saved, added or deleted, or something else of the problem changed (no part). */
export const authoringChangeSchema = z.object({
  id: z.uuid(),
  part: z.object({ id: z.uuid(), kind: z.string(), revision: z.number().int().nullable().describe('Null: deleted') }).optional(),
  /** The order was changed with it: its new revision. */
  orderRevision: z.number().int().optional(),
  by: z.string().nullable(),
  generation: z.uuid().optional().describe('Has begun, come further or ended'),
});
export type AuthoringChange = z.infer<typeof authoringChangeSchema>;
