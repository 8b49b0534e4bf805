/**
 * Tables of problems that are being written (contract/authoring.ts). A part is one row; the history keeps what each snapshot
 * changed, so that a state of the past is the last change of each part up to it. Contents of files lie among the blobs.
 */
import { sql } from 'drizzle-orm';
import { bigint, boolean, customType, doublePrecision, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { AuthoredContent, AuthoredKind } from '#contract/authoring.js';
import type { GENERATION_STEPS, SNAPSHOT_REASONS } from '#contract/authoring-work.js';
import type { GenerationJob } from '#contract/generation.js';
import { accounts, blobs, problems } from './schema.js';

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const key = () => uuid('id').primaryKey().defaultRandom();

export const authoredProblems = pgTable(
  'authored_problems',
  {
    id: key(),
    ownerId: uuid('owner_id').references(() => accounts.id, { onDelete: 'set null' }),
    /** That it is published as. */
    problemId: uuid('problem_id').references(() => problems.id, { onDelete: 'set null' }),
    publishedVersion: integer('published_version'),
    publishedAt: moment('published_at'),
    createdAt: moment('created_at').notNull().defaultNow(),
    changedAt: moment('changed_at').notNull().defaultNow(),
    changedBy: uuid('changed_by').references(() => accounts.id, { onDelete: 'set null' }),
  },
  (t) => [index('authored_problems_owner').on(t.ownerId), index('authored_problems_problem').on(t.problemId), index('authored_problems_changed').on(t.changedAt, t.id)],
);

export const authoredCollaborators = pgTable(
  'authored_collaborators',
  {
    authoredId: uuid('authored_id').notNull().references(() => authoredProblems.id, { onDelete: 'cascade' }),
    accountId: uuid('account_id').notNull().references(() => accounts.id, { onDelete: 'cascade' }),
  },
  (t) => [primaryKey({ columns: [t.authoredId, t.accountId] }), index('authored_collaborators_account').on(t.accountId)],
);

export const authoredParts = pgTable(
  'authored_parts',
  {
    id: key(),
    authoredId: uuid('authored_id').notNull().references(() => authoredProblems.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<AuthoredKind>().notNull(),
    content: jsonb('content').$type<AuthoredContent>().notNull(),
    /** Another one after every save, so that nobody overwrites what they have not seen. */
    revision: integer('revision').notNull(),
    changedAt: moment('changed_at').notNull(),
    changedBy: uuid('changed_by').references(() => accounts.id, { onDelete: 'set null' }),
  },
  (t) => [index('authored_parts_authored').on(t.authoredId)],
);

export const authoredSnapshots = pgTable(
  'authored_snapshots',
  {
    id: key(),
    authoredId: uuid('authored_id').notNull().references(() => authoredProblems.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    accountId: uuid('account_id').references(() => accounts.id, { onDelete: 'set null' }),
    reason: text('reason').$type<(typeof SNAPSHOT_REASONS)[number]>().notNull(),
    version: integer('version'),
    begunAt: moment('begun_at').notNull().defaultNow(),
    at: moment('at').notNull().defaultNow(),
  },
  (t) => [uniqueIndex('authored_snapshots_number').on(t.authoredId, t.number)],
);

/** What a part was at the end of a snapshot; null: deleted. */
export const authoredChanges = pgTable(
  'authored_changes',
  {
    snapshotId: uuid('snapshot_id').notNull().references(() => authoredSnapshots.id, { onDelete: 'cascade' }),
    partId: uuid('part_id').notNull(),
    content: jsonb('content').$type<AuthoredContent>(),
  },
  (t) => [primaryKey({ columns: [t.snapshotId, t.partId] })],
);

/** Blobs that an authored problem may use: those sent for it, and those that it has or had. They are kept for it. */
export const authoredBlobs = pgTable(
  'authored_blobs',
  {
    authoredId: uuid('authored_id').notNull().references(() => authoredProblems.id, { onDelete: 'cascade' }),
    hash: text('hash').notNull().references(() => blobs.hash),
    usedAt: moment('used_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.authoredId, t.hash] }), index('authored_blobs_hash').on(t.hash)],
);

/** Tests to be made by programs: queued, claimed and finished like runs (authoring-generations.ts). */
export const generations = pgTable(
  'generations',
  {
    id: key(),
    authoredId: uuid('authored_id').notNull().references(() => authoredProblems.id, { onDelete: 'cascade' }),
    accountId: uuid('account_id').references(() => accounts.id, { onDelete: 'set null' }),
    job: jsonb('job').$type<GenerationJob>().notNull(),
    languages: text('languages').array().notNull(),
    total: integer('total').notNull(),
    queuedAt: moment('queued_at').notNull().defaultNow(),
    claimedAt: moment('claimed_at'),
    leaseUntil: moment('lease_until'),
    judge: text('judge'),
    /** The fencing token: counts claims. */
    attempt: integer('attempt').notNull().default(0),
    /** Claims that were given back by a judge that drained. */
    releases: integer('releases').notNull().default(0),
    finishedAt: moment('finished_at'),
    cancelledAt: moment('cancelled_at'),
    failure: text('failure'),
  },
  (t) => [index('generations_queue').on(t.queuedAt).where(sql`${t.finishedAt} is null and ${t.cancelledAt} is null`), index('generations_authored').on(t.authoredId, t.queuedAt)],
);

/** What came of one step. A judge writes what was made in chunks; a server makes a blob of them and names it here. */
export const generationSteps = pgTable(
  'generation_steps',
  {
    id: key(),
    generationId: uuid('generation_id').notNull().references(() => generations.id, { onDelete: 'cascade' }),
    testId: uuid('test_id').notNull(),
    step: text('step').$type<(typeof GENERATION_STEPS)[number]>().notNull(),
    ok: boolean('ok').notNull(),
    message: text('message').notNull(),
    cpuMs: doublePrecision('cpu_ms').notNull(),
    /** Bytes; null: it makes nothing. */
    size: bigint('size', { mode: 'number' }),
    /** Of the blob, once it is one. */
    hash: text('hash'),
  },
  (t) => [uniqueIndex('generation_steps_of').on(t.generationId, t.testId, t.step), index('generation_steps_waiting').on(t.generationId).where(sql`${t.size} is not null and ${t.hash} is null`)],
);

export const generationChunks = pgTable(
  'generation_chunks',
  {
    stepId: uuid('step_id').notNull(),
    generationId: uuid('generation_id').notNull().references(() => generations.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    data: bytea('data').notNull(),
  },
  (t) => [primaryKey({ columns: [t.stepId, t.position] }), index('generation_chunks_generation').on(t.generationId)],
);
