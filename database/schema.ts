/**
 * Every table of Arbiter. Migrations under migrations/ are generated from this file (`npm run migrations:generate`).
 *
 * Times are `timestamptz`. Ids are UUIDs made by the database. A judging's state is derived from its timestamps by
 * `judgingState` in queue.ts and never stored.
 */
import { sql } from 'drizzle-orm';
import { bigint, boolean, customType, doublePrecision, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { Role } from '#contract/account.js';
import type { CompileResult, GraderAnswers, JudgingMode, TestResult } from '#contract/judging.js';
import type { OfferedLanguage } from '#contract/language.js';
import type { LabelledSubmission, PackageFinding, PROBLEM_TYPES, ProblemPackage } from '#contract/package.js';
import type { Visibility } from '#contract/problem.js';
import type { Publish } from '#contract/publication.js';
import type { RejudgedOutcome, Rejudging } from '#contract/rejudging.js';
import type { RunOutcome } from '#contract/run.js';
import type { Canary } from '#contract/status.js';
import type { Verdict } from '#contract/verdict.js';

type ProblemType = (typeof PROBLEM_TYPES)[number];

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const key = () => uuid('id').primaryKey().defaultRandom();

export const accounts = pgTable(
  'accounts',
  {
    id: key(),
    username: text('username').notNull(),
    email: text('email').notNull(),
    passwordHash: text('password_hash').notNull(),
    role: text('role').$type<Role>().notNull().default('student'),
    createdAt: moment('created_at').notNull().defaultNow(),
    disabledAt: moment('disabled_at'),
    /** Since when the owner and staff alone see this account's profile; null where everybody who is signed in may. */
    profileHiddenAt: moment('profile_hidden_at'),
  },
  (t) => [uniqueIndex('accounts_username').on(sql`lower(${t.username})`), uniqueIndex('accounts_email').on(sql`lower(${t.email})`)],
);

/** A browser's sign-in. Only the SHA-256 of the cookie's value is kept. */
export const sessions = pgTable(
  'sessions',
  {
    tokenHash: text('token_hash').primaryKey(),
    accountId: uuid('account_id').notNull().references(() => accounts.id, { onDelete: 'cascade' }),
    createdAt: moment('created_at').notNull().defaultNow(),
    expiresAt: moment('expires_at').notNull(),
  },
  (t) => [index('sessions_account').on(t.accountId)],
);

/** A program's bearer token. Only its SHA-256 is kept. */
export const apiTokens = pgTable(
  'api_tokens',
  {
    id: key(),
    accountId: uuid('account_id').notNull().references(() => accounts.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    tokenHash: text('token_hash').notNull().unique(),
    createdAt: moment('created_at').notNull().defaultNow(),
    lastUsedAt: moment('last_used_at'),
    revokedAt: moment('revoked_at'),
  },
  (t) => [index('api_tokens_account').on(t.accountId)],
);

/** Content-addressed files: package zips and every file in them, in chunks so that none is ever whole in memory. */
export const blobs = pgTable('blobs', {
  hash: text('hash').primaryKey(),
  size: bigint('size', { mode: 'number' }).notNull(),
  createdAt: moment('created_at').notNull().defaultNow(),
});

export const blobChunks = pgTable(
  'blob_chunks',
  {
    hash: text('hash').notNull().references(() => blobs.hash, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    data: bytea('data').notNull(),
  },
  (t) => [primaryKey({ columns: [t.hash, t.position] })],
);

export const problems = pgTable('problems', {
  id: key(),
  slug: text('slug').notNull().unique(),
  /** Name and types of the current version, so that lists need not open packages. */
  name: text('name').notNull(),
  types: text('types').array().$type<ProblemType[]>().notNull(),
  visibility: text('visibility').$type<Visibility>().notNull().default('private'),
  /** It is private only until its first version is published: nothing that is not proved is shown to everybody. */
  opensWhenPublished: boolean('opens_when_published').notNull().default(false),
  ownerId: uuid('owner_id').references(() => accounts.id, { onDelete: 'set null' }),
  /** The version that new submissions are judged against; where none is published yet, the one that is looked at. */
  currentVersionId: uuid('current_version_id'),
  tags: text('tags').array().notNull().default(sql`'{}'::text[]`),
  difficulty: doublePrecision('difficulty'),
  /** Who may edit it besides its owner: those who write the problem that it is published from (authoring-people.ts). */
  editorIds: uuid('editor_ids').array().notNull().default(sql`'{}'::uuid[]`),
  createdAt: moment('created_at').notNull().defaultNow(),
});

/** Immutable, but for `timeLimitMs`, which goes once from null to the calibrated limit. */
export const problemVersions = pgTable(
  'problem_versions',
  {
    id: key(),
    problemId: uuid('problem_id').notNull().references(() => problems.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    package: jsonb('package').$type<ProblemPackage>().notNull(),
    findings: jsonb('findings').$type<PackageFinding[]>().notNull(),
    /** The zip as it came in. */
    archiveHash: text('archive_hash').notNull().references(() => blobs.hash),
    /** Null until calibrated: judgings of this version wait in the queue, those of the calibration itself excepted. */
    timeLimitMs: integer('time_limit_ms'),
    /** How the limit came to be, for staff; null where the package gave it. */
    calibration: jsonb('calibration').$type<{ slowestAcceptedMs: number | null; note: string }>(),
    /** When it is to become current, as its import said. */
    publish: text('publish').$type<Publish>().notNull().default('at-once'),
    createdBy: uuid('created_by').references(() => accounts.id, { onDelete: 'set null' }),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [uniqueIndex('problem_versions_number').on(t.problemId, t.number)],
);

/** Which blobs a version needs, so that unused ones can be deleted. */
export const versionBlobs = pgTable(
  'version_blobs',
  {
    versionId: uuid('version_id').notNull().references(() => problemVersions.id, { onDelete: 'cascade' }),
    hash: text('hash').notNull().references(() => blobs.hash),
  },
  (t) => [primaryKey({ columns: [t.versionId, t.hash] }), index('version_blobs_hash').on(t.hash)],
);

/** One run of all labelled submissions of a version; calibrations are verifications of the accepted ones only. */
export const verifications = pgTable(
  'verifications',
  {
    id: key(),
    versionId: uuid('version_id').notNull().references(() => problemVersions.id, { onDelete: 'cascade' }),
    purpose: text('purpose').$type<'verification' | 'calibration'>().notNull(),
    /** Labelled submissions that no judge here can run, with the reason. */
    unjudgeable: jsonb('unjudgeable').$type<{ path: string; language: string | null; reason: string }[]>().notNull(),
    createdBy: uuid('created_by').references(() => accounts.id, { onDelete: 'set null' }),
    createdAt: moment('created_at').notNull().defaultNow(),
    /** When it was seen that it is over, and its version published where it was to be. Never set of a calibration. */
    settledAt: moment('settled_at'),
  },
  (t) => [index('verifications_version').on(t.versionId, t.createdAt), index('verifications_unsettled').on(t.createdAt).where(sql`${t.settledAt} is null and ${t.purpose} = 'verification'`)],
);

export const submissions = pgTable(
  'submissions',
  {
    id: key(),
    problemId: uuid('problem_id').notNull().references(() => problems.id),
    /** Null for a package's labelled submission. */
    accountId: uuid('account_id').references(() => accounts.id, { onDelete: 'cascade' }),
    language: text('language').notNull(),
    entryPoint: text('entry_point'),
    verificationId: uuid('verification_id').references(() => verifications.id, { onDelete: 'cascade' }),
    label: jsonb('label').$type<LabelledSubmission>(),
    submittedAt: moment('submitted_at').notNull().defaultNow(),
    /** Whoever is signed in and has this may read the submission, until its owner takes it back. */
    shareToken: text('share_token').unique(),
    /** The contest that it was made in, by whom of its participants (contest-schema.ts): both or none. */
    contestId: uuid('contest_id'),
    participantId: uuid('participant_id'),
    /** The virtual run that it was made in (contest-schema.ts). */
    virtualRunId: uuid('virtual_run_id'),
  },
  (t) => [
    index('submissions_virtual').on(t.virtualRunId).where(sql`${t.virtualRunId} is not null`),
    index('submissions_contest').on(t.contestId, t.submittedAt, t.id).where(sql`${t.contestId} is not null`),
    index('submissions_account').on(t.accountId, t.submittedAt, t.id),
    index('submissions_problem').on(t.problemId, t.submittedAt, t.id),
    index('submissions_verification').on(t.verificationId),
    index('submissions_recent').on(t.submittedAt, t.id),
  ],
);

export const submissionFiles = pgTable(
  'submission_files',
  {
    submissionId: uuid('submission_id').notNull().references(() => submissions.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    name: text('name').notNull(),
    content: bytea('content').notNull(),
  },
  (t) => [primaryKey({ columns: [t.submissionId, t.position] })],
);

/** Many submissions judged again in the background, to be applied or thrown away as one. Its state is derived by rejudgings.ts. */
export const rejudgings = pgTable(
  'rejudgings',
  {
    id: key(),
    /** Null: of submissions that were named one by one. */
    problemId: uuid('problem_id').references(() => problems.id, { onDelete: 'cascade' }),
    versionId: uuid('version_id').references(() => problemVersions.id, { onDelete: 'cascade' }),
    /** Of this contest only (contest-schema.ts). */
    contestId: uuid('contest_id'),
    filter: jsonb('filter').$type<Rejudging['filter']>().notNull(),
    reason: text('reason').notNull(),
    /** The contest whose system test it is (contest-schema.ts). */
    systemTestOf: uuid('system_test_of'),
    createdBy: uuid('created_by').references(() => accounts.id, { onDelete: 'set null' }),
    createdAt: moment('created_at').notNull().defaultNow(),
    /** One of both when it has ended. */
    appliedAt: moment('applied_at'),
    cancelledAt: moment('cancelled_at'),
    endedBy: uuid('ended_by').references(() => accounts.id, { onDelete: 'set null' }),
  },
  (t) => [index('rejudgings_recent').on(t.createdAt, t.id), index('rejudgings_problem').on(t.problemId, t.createdAt)],
);

/** A submission of a rejudging: the judging that counted when it began, and the new one. Judgings are deleted with their submission only, and so is this. */
export const rejudgingItems = pgTable(
  'rejudging_items',
  {
    rejudgingId: uuid('rejudging_id').notNull().references(() => rejudgings.id, { onDelete: 'cascade' }),
    submissionId: uuid('submission_id').notNull().references(() => submissions.id, { onDelete: 'cascade' }),
    oldJudgingId: uuid('old_judging_id').notNull(),
    newJudgingId: uuid('new_judging_id').notNull(),
    /** What became of it when the rejudging was applied; null: it was not. */
    outcome: text('outcome').$type<Exclude<RejudgedOutcome, 'pending'>>(),
  },
  (t) => [primaryKey({ columns: [t.rejudgingId, t.submissionId] }), index('rejudging_items_submission').on(t.submissionId)],
);

export const judgings = pgTable(
  'judgings',
  {
    id: key(),
    submissionId: uuid('submission_id').notNull().references(() => submissions.id, { onDelete: 'cascade' }),
    versionId: uuid('version_id').notNull().references(() => problemVersions.id),
    /** The judging that counts; at most one of a submission. */
    current: boolean('current').notNull().default(true),
    mode: text('mode').$type<JudgingMode>().notNull().default('until-settled'),
    /** Runs although the version has no time limit yet, to find it. */
    calibrates: boolean('calibrates').notNull().default(false),
    /** Places (from 1) of the only tests that it knows of: to it the package has no others; null: all. */
    onlyTests: integer('only_tests').array(),
    priority: integer('priority').notNull(),
    /** How many unfinished judgings the same account had when this was queued: the fair share between accounts. */
    turn: integer('turn').notNull().default(0),
    /** Account and language are copied from the submission, so that `turn` and a claim need one index each. */
    accountId: uuid('account_id'),
    language: text('language').notNull(),
    /** Made by this rejudging: in the background, so that its submission's watchers and statistics hear nothing of it. */
    rejudgingId: uuid('rejudging_id').references(() => rejudgings.id, { onDelete: 'cascade' }),
    queuedAt: moment('queued_at').notNull().defaultNow(),
    claimedAt: moment('claimed_at'),
    leaseUntil: moment('lease_until'),
    judge: text('judge'),
    /** The fencing token: counts claims. */
    attempt: integer('attempt').notNull().default(0),
    /** Claims that were given back unjudged by a judge that drained; they do not count towards MAX_ATTEMPTS. */
    releases: integer('releases').notNull().default(0),
    finishedAt: moment('finished_at'),
    cancelledAt: moment('cancelled_at'),
    verdict: text('verdict').$type<Verdict>(),
    score: doublePrecision('score'),
    cpuMs: doublePrecision('cpu_ms'),
    wallMs: doublePrecision('wall_ms'),
    peakMemoryKib: bigint('peak_memory_kib', { mode: 'number' }),
    compile: jsonb('compile').$type<CompileResult>(),
    tests: jsonb('tests').$type<TestResult[]>(),
    reason: text('reason'),
    graderAnswers: jsonb('grader_answers').$type<GraderAnswers>(),
    languageVersion: text('language_version'),
    timeLimitMs: integer('time_limit_ms'),
    memoryLimitKib: integer('memory_limit_kib'),
  },
  (t) => [
    index('judgings_queue')
      .on(t.priority.desc().nullsFirst(), t.turn, t.queuedAt, t.language)
      .where(sql`${t.claimedAt} is null and ${t.finishedAt} is null and ${t.cancelledAt} is null`),
    index('judgings_leases')
      .on(t.leaseUntil)
      .where(sql`${t.claimedAt} is not null and ${t.finishedAt} is null and ${t.cancelledAt} is null`),
    index('judgings_unfinished')
      .on(t.accountId)
      .where(sql`${t.finishedAt} is null and ${t.cancelledAt} is null`),
    uniqueIndex('judgings_current').on(t.submissionId).where(sql`${t.current}`),
    index('judgings_submission').on(t.submissionId),
    index('judgings_version').on(t.versionId),
    index('judgings_rejudging').on(t.rejudgingId).where(sql`${t.rejudgingId} is not null`),
    index('judgings_errors')
      .on(t.finishedAt, t.submissionId)
      .where(sql`${t.current} and ${t.verdict} = 'judge-error'`),
  ],
);

/** Judges that are or were about, renewed with each heartbeat. */
export const judges = pgTable('judges', {
  name: text('name').primaryKey(),
  host: text('host').notNull(),
  slots: integer('slots').notNull(),
  languages: jsonb('languages').$type<OfferedLanguage[]>().notNull(),
  startedAt: moment('started_at').notNull(),
  lastSeenAt: moment('last_seen_at').notNull(),
  /** Null until it has measured itself. */
  canary: jsonb('canary').$type<Canary>(),
});

/** Who tried and who solved what; written in the transaction that finishes a judging. */
export const problemResults = pgTable(
  'problem_results',
  {
    accountId: uuid('account_id').notNull(),
    problemId: uuid('problem_id').notNull(),
    tries: integer('tries').notNull().default(0),
    solvedAt: moment('solved_at'),
    bestScore: doublePrecision('best_score'),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.problemId] }),
    foreignKey({ columns: [t.accountId], foreignColumns: [accounts.id] }).onDelete('cascade'),
    foreignKey({ columns: [t.problemId], foreignColumns: [problems.id] }).onDelete('cascade'),
    index('problem_results_problem').on(t.problemId),
  ],
);

/** What somebody is writing, so that it is there on every device of theirs. */
export const drafts = pgTable(
  'drafts',
  {
    accountId: uuid('account_id').notNull().references(() => accounts.id, { onDelete: 'cascade' }),
    problemId: uuid('problem_id').notNull().references(() => problems.id, { onDelete: 'cascade' }),
    language: text('language').notNull(),
    files: jsonb('files').$type<{ name: string; content: string }[]>().notNull(),
    entryPoint: text('entry_point'),
    /** Counts saves, so that one device does not overwrite what it has not seen. */
    revision: integer('revision').notNull().default(1),
    savedAt: moment('saved_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.problemId, t.language] })],
);

/** Somebody's own program on their own input or on a problem's samples; it counts for nothing and is kept for a day. */
export const runs = pgTable(
  'runs',
  {
    id: key(),
    accountId: uuid('account_id').notNull().references(() => accounts.id, { onDelete: 'cascade' }),
    /** Whose limits and added files apply; its samples are what it is run on where there is no input. */
    versionId: uuid('version_id').references(() => problemVersions.id, { onDelete: 'cascade' }),
    language: text('language').notNull(),
    files: jsonb('files').$type<{ name: string; content: string }[]>().notNull(),
    entryPoint: text('entry_point'),
    /** Null: it is run on samples. */
    stdin: text('stdin'),
    timeLimitMs: integer('time_limit_ms').notNull(),
    memoryLimitKib: integer('memory_limit_kib').notNull(),
    queuedAt: moment('queued_at').notNull().defaultNow(),
    claimedAt: moment('claimed_at'),
    leaseUntil: moment('lease_until'),
    judge: text('judge'),
    /** The fencing token: counts claims. */
    attempt: integer('attempt').notNull().default(0),
    /** Claims that were given back by a judge that drained. */
    releases: integer('releases').notNull().default(0),
    finishedAt: moment('finished_at'),
    /** So far, then for good. */
    compile: jsonb('compile').$type<CompileResult>(),
    stdout: text('stdout').notNull().default(''),
    tests: jsonb('tests').$type<TestResult[]>().notNull().default([]),
    languageVersion: text('language_version'),
    outcome: jsonb('outcome').$type<RunOutcome>(),
    /** Why nothing came of it, where the judge failed. */
    failure: text('failure'),
  },
  (t) => [
    index('runs_queue').on(t.queuedAt).where(sql`${t.finishedAt} is null`),
    index('runs_account').on(t.accountId).where(sql`${t.finishedAt} is null`),
  ],
);

/** Answers of writes that came with an Idempotency-Key, kept for a day. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    accountId: uuid('account_id').notNull().references(() => accounts.id, { onDelete: 'cascade' }),
    key: text('key').notNull(),
    /** SHA-256 of method, path and body: the same key with another request is a conflict. */
    requestHash: text('request_hash').notNull(),
    /** Null while the first request is still at work. */
    status: integer('status'),
    body: jsonb('body'),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.key] })],
);
