/** Tables of how versions of problems come in, are proved and published (contract/publication.ts, contract/data-check.ts). */
import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { DataCheckCount, FailedCheck } from '#contract/data-check.js';
import type { ErrorBody } from '#contract/errors.js';
import type { ImportStage, ImportedProblem } from '#contract/problem.js';
import type { PublicationKind } from '#contract/publication.js';
import { accounts, problems, problemVersions, verifications } from './schema.js';

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** Package imports, how far they have come and what came of them, so that their senders can leave the page meanwhile. */
export const imports = pgTable(
  'imports',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    accountId: uuid('account_id').notNull().references(() => accounts.id, { onDelete: 'cascade' }),
    /** The problem that gets a new version; null where the package makes a problem. */
    problemId: uuid('problem_id').references(() => problems.id, { onDelete: 'cascade' }),
    fileName: text('file_name').notNull(),
    /** In bytes. */
    size: bigint('size', { mode: 'number' }).notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    /** What is being done; `done` of `total` of its parts are. */
    stage: text('stage').$type<ImportStage>().notNull(),
    done: integer('done').notNull().default(0),
    total: integer('total').notNull().default(0),
    /** Renewed while the server works on it; an old one means that the server was stopped. */
    aliveAt: moment('alive_at').notNull().defaultNow(),
    finishedAt: moment('finished_at'),
    /** One of both when it has finished. */
    result: jsonb('result').$type<ImportedProblem>(),
    failure: jsonb('failure').$type<ErrorBody['error']>(),
  },
  (t) => [index('imports_account').on(t.accountId, t.createdAt)],
);

/**
 * The check of a version's data (judge/steps/check-data.ts), one beside each verification. It is claimed, renewed and given back as runs
 * are, but done slice by slice: what is done stays, and the next claim goes on from there.
 */
export const dataChecks = pgTable(
  'data_checks',
  {
    /** That of its verification. */
    id: uuid('id').primaryKey().references(() => verifications.id, { onDelete: 'cascade' }),
    versionId: uuid('version_id').notNull().references(() => problemVersions.id, { onDelete: 'cascade' }),
    queuedAt: moment('queued_at').notNull().defaultNow(),
    claimedAt: moment('claimed_at'),
    leaseUntil: moment('lease_until'),
    judge: text('judge'),
    /** The fencing token: counts claims. */
    attempt: integer('attempt').notNull().default(0),
    /** Claims that came further or were given back: only the others count towards giving up. */
    releases: integer('releases').notNull().default(0),
    finishedAt: moment('finished_at'),
    /** Checks that are done; null: nobody knows yet how many there are. */
    done: integer('done').notNull().default(0),
    total: integer('total'),
    counts: jsonb('counts').$type<DataCheckCount[]>().notNull().default([]),
    failed: jsonb('failed').$type<FailedCheck[]>().notNull().default([]),
    /** Why it could not be done to the end. */
    failure: text('failure'),
  },
  (t) => [index('data_checks_queue').on(t.queuedAt).where(sql`${t.finishedAt} is null`)],
);

/** Each time that a version became current. The last one of a problem is that of its current version. */
export const publications = pgTable(
  'publications',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    problemId: uuid('problem_id').notNull().references(() => problems.id, { onDelete: 'cascade' }),
    versionId: uuid('version_id').notNull().references(() => problemVersions.id, { onDelete: 'cascade' }),
    publishedAt: moment('published_at').notNull().defaultNow(),
    publishedBy: uuid('published_by').references(() => accounts.id, { onDelete: 'set null' }),
    how: text('how').$type<PublicationKind>().notNull(),
    /** Of an override, in the words of who wanted it. */
    reason: text('reason'),
    /** The one that proved it. */
    verificationId: uuid('verification_id').references(() => verifications.id, { onDelete: 'set null' }),
  },
  (t) => [index('publications_problem').on(t.problemId, t.publishedAt), index('publications_version').on(t.versionId, t.publishedAt)],
);
