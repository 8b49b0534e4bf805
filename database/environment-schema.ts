/**
 * Packages of other people that a problem on its way in asks for: a judge chooses, fetches and installs them (environments.ts). All of
 * this is gone when the import has ended; what a problem keeps of it lies in its version and among the blobs.
 */
import { sql } from 'drizzle-orm';
import { customType, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { EnvironmentAnswer, WantedEnvironment } from '#contract/environment.js';

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const environmentJobs = pgTable(
  'environment_jobs',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    wanted: jsonb('wanted').$type<WantedEnvironment>().notNull(),
    /** That its judge must offer. */
    languages: text('languages').array().notNull(),
    queuedAt: moment('queued_at').notNull().defaultNow(),
    claimedAt: moment('claimed_at'),
    leaseUntil: moment('lease_until'),
    judge: text('judge'),
    /** The fencing token: counts claims. */
    attempt: integer('attempt').notNull().default(0),
    /** Claims that were given back by a judge that drained. */
    releases: integer('releases').notNull().default(0),
    /** Of the files, as far as it is known. */
    done: integer('done').notNull().default(0),
    total: integer('total').notNull().default(0),
    finishedAt: moment('finished_at'),
    answer: jsonb('answer').$type<EnvironmentAnswer>(),
  },
  (t) => [index('environment_jobs_queue').on(t.queuedAt).where(sql`${t.finishedAt} is null`)],
);

/** Files that a judge has fetched. A judge may not write blobs: the server does, when it has seen that the hash is right. */
export const environmentChunks = pgTable(
  'environment_chunks',
  {
    jobId: uuid('job_id').notNull().references(() => environmentJobs.id, { onDelete: 'cascade' }),
    attempt: integer('attempt').notNull(),
    /** What the judge says is the SHA-256 of the file. */
    hash: text('hash').notNull(),
    position: integer('position').notNull(),
    data: bytea('data').notNull(),
  },
  (t) => [primaryKey({ columns: [t.jobId, t.attempt, t.hash, t.position] })],
);
