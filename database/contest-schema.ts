/** Tables of contests (contract/contest.ts). `submissions.contest_id` and `participant_id` refer here. */
import { sql } from 'drizzle-orm';
import { boolean, doublePrecision, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { ContestFeedback, ContestFormat, ContestRules, Pretests, RegistrationMode } from '#contract/contest.js';
import type { BalloonMode } from '#contract/contest-site.js';
import type { Visibility } from '#contract/problem.js';
import type { Verdict } from '#contract/verdict.js';
import { accounts, problems, submissions } from './schema.js';

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const key = () => uuid('id').primaryKey().defaultRandom();

export const contests = pgTable('contests', {
  id: key(),
  slug: text('slug').notNull().unique(),
  name: text('name').notNull(),
  description: text('description').notNull().default(''),
  format: text('format').$type<ContestFormat>().notNull(),
  rules: jsonb('rules').$type<ContestRules>().notNull(),
  startsAt: moment('starts_at').notNull(),
  durationSeconds: integer('duration_seconds').notNull(),
  /** Before the end, what follows is hidden until `unfrozenAt`; null: nothing is. */
  freezeSeconds: integer('freeze_seconds'),
  unfrozenAt: moment('unfrozen_at'),
  /** Everybody starts when they like and has so long; null: all at once. */
  windowSeconds: integer('window_seconds'),
  registration: text('registration').$type<RegistrationMode>().notNull(),
  code: text('code'),
  visibility: text('visibility').$type<Visibility>().notNull(),
  ownerId: uuid('owner_id').references(() => accounts.id, { onDelete: 'set null' }),
  /** Who may do what its owner may, as long as they are staff. */
  juryIds: uuid('jury_ids').array().notNull().default(sql`'{}'::uuid[]`),
  /** Who delivers balloons and prints, of any role. */
  runnerIds: uuid('runner_ids').array().notNull().default(sql`'{}'::uuid[]`),
  balloons: text('balloons').$type<BalloonMode>().notNull().default('off'),
  /** Whether participants may have something printed. */
  printing: boolean('printing').notNull().default(false),
  createdAt: moment('created_at').notNull().defaultNow(),
  /** When everything of it was judged, after its end, whatever is hidden still. */
  finalizedAt: moment('finalized_at'),
  /** Since when its submissions count in the statistics of problems and people: it is over and nothing of it is hidden. */
  countedAt: moment('counted_at'),
  /** Counts every change of the scoreboard; `publicSeq` only those that may be seen during a freeze. */
  seq: integer('seq').notNull().default(0),
  publicSeq: integer('public_seq').notNull().default(0),
  /** The `seq` of the last change of what is not a result: problems, participants, times. */
  shapeSeq: integer('shape_seq').notNull().default(0),
  /** Whether it moves the ratings of who takes part. */
  rated: boolean('rated').notNull().default(false),
  /** The `seq` and the end of the standings that ratings were computed from; null: none were. */
  ratedSeq: integer('rated_seq'),
  ratedEnd: moment('rated_end'),
  /** What participants see of their submissions while it runs. */
  feedback: text('feedback').$type<ContestFeedback>().notNull().default('full'),
  /** When what had passed the pretests was judged on all tests. */
  systemTestedAt: moment('system_tested_at'),
  /** Addresses and networks that may be submitted from; null: all. */
  networks: text('networks').array(),
  /** Each participant submits from the address of their first submission only. */
  bindsAddress: boolean('binds_address').notNull().default(false),
});

export const contestProblems = pgTable(
  'contest_problems',
  {
    contestId: uuid('contest_id').notNull().references(() => contests.id, { onDelete: 'cascade' }),
    problemId: uuid('problem_id').notNull().references(() => problems.id),
    label: text('label').notNull(),
    position: integer('position').notNull(),
    /** Null: as the problem's package says. */
    points: doublePrecision('points'),
    color: text('color'),
    /** The tests that submissions are judged on until the system test; null: all. */
    pretests: jsonb('pretests').$type<Pretests>(),
  },
  (t) => [primaryKey({ columns: [t.contestId, t.problemId] }), uniqueIndex('contest_problems_label').on(t.contestId, t.label), index('contest_problems_problem').on(t.problemId)],
);

/** A person or a team in a contest. */
export const participants = pgTable(
  'participants',
  {
    id: key(),
    contestId: uuid('contest_id').notNull().references(() => contests.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    affiliation: text('affiliation'),
    group: text('group_name'),
    /** Where they sit, as whoever brings them something reads it: room and place. */
    seat: text('seat'),
    /** What other software knows it by (contest-teams-schema.ts), and ICPC's own system; null: it was registered here. */
    externalId: text('external_id'),
    icpcId: text('icpc_id'),
    /** What it is called in short, as by a number. */
    shortLabel: text('short_label'),
    unofficial: boolean('unofficial').notNull().default(false),
    hidden: boolean('hidden').notNull().default(false),
    /** They submit nothing more, and are out of competition; null: they are not disqualified. */
    disqualifiedAt: moment('disqualified_at'),
    /** In contests where everybody starts when they like. */
    startedAt: moment('started_at'),
    registeredAt: moment('registered_at').notNull().defaultNow(),
    /** Addresses and networks that they may submit from; null: any. */
    networks: text('networks').array(),
    /** The address that they are bound to, since their first submission from it. */
    address: text('address'),
    boundAt: moment('bound_at'),
  },
  (t) => [uniqueIndex('participants_name').on(t.contestId, sql`lower(${t.name})`), uniqueIndex('participants_external').on(t.contestId, t.externalId)],
);

export const participantMembers = pgTable(
  'participant_members',
  {
    contestId: uuid('contest_id').notNull().references(() => contests.id, { onDelete: 'cascade' }),
    accountId: uuid('account_id').notNull().references(() => accounts.id, { onDelete: 'cascade' }),
    participantId: uuid('participant_id').notNull().references(() => participants.id, { onDelete: 'cascade' }),
  },
  (t) => [primaryKey({ columns: [t.contestId, t.accountId] }), index('participant_members_participant').on(t.participantId), index('participant_members_account').on(t.accountId)],
);

/** What a submission in a contest has come to; written in the transaction that finishes its judging. */
export const contestResults = pgTable(
  'contest_results',
  {
    submissionId: uuid('submission_id').primaryKey().references(() => submissions.id, { onDelete: 'cascade' }),
    contestId: uuid('contest_id').notNull().references(() => contests.id, { onDelete: 'cascade' }),
    participantId: uuid('participant_id').notNull().references(() => participants.id, { onDelete: 'cascade' }),
    problemId: uuid('problem_id').notNull(),
    submittedAt: moment('submitted_at').notNull(),
    /** Null: not judged yet. */
    verdict: text('verdict').$type<Verdict>(),
    score: doublePrecision('score'),
    /** When the verdict was reached; null without one. */
    judgedAt: moment('judged_at'),
    /** Whether it was accepted on the pretests; null: it was never judged on those alone, or the system test is not over. */
    passedPretests: boolean('passed_pretests'),
    /** The contest's `seq` when this changed last. */
    seq: integer('seq').notNull(),
  },
  (t) => [uniqueIndex('contest_results_seq').on(t.contestId, t.seq), index('contest_results_participant').on(t.participantId, t.problemId)],
);

/** Questions of participants with their answers, and announcements, which have no question. */
export const clarifications = pgTable(
  'clarifications',
  {
    id: key(),
    contestId: uuid('contest_id').notNull().references(() => contests.id, { onDelete: 'cascade' }),
    /** Null: of the contest as a whole. */
    problemId: uuid('problem_id').references(() => problems.id, { onDelete: 'cascade' }),
    participantId: uuid('participant_id').references(() => participants.id, { onDelete: 'cascade' }),
    question: text('question'),
    askedAt: moment('asked_at').notNull().defaultNow(),
    answer: text('answer'),
    answeredAt: moment('answered_at'),
    answeredBy: uuid('answered_by').references(() => accounts.id, { onDelete: 'set null' }),
    toAll: boolean('to_all').notNull().default(false),
  },
  (t) => [index('clarifications_contest').on(t.contestId, t.askedAt)],
);

/** What analysts say of what happens in a contest, as other software sends it (Contest API of CLICS). For the jury: it may tell what a freeze hides. */
export const commentary = pgTable(
  'commentary',
  {
    id: key(),
    contestId: uuid('contest_id').notNull().references(() => contests.id, { onDelete: 'cascade' }),
    accountId: uuid('account_id').references(() => accounts.id, { onDelete: 'set null' }),
    saidAt: moment('said_at').notNull().defaultNow(),
    message: text('message').notNull(),
    tags: text('tags').array().notNull(),
    /** What it is about; null: nothing is said of these. */
    participantIds: uuid('participant_ids').array(),
    problemIds: uuid('problem_ids').array(),
    submissionIds: uuid('submission_ids').array(),
  },
  (t) => [index('commentary_contest').on(t.contestId, t.saidAt)],
);

/** Somebody who takes a contest that is over in a time of their own. Their submissions name it, and are nothing to the contest. */
export const virtualRuns = pgTable(
  'virtual_runs',
  {
    id: key(),
    contestId: uuid('contest_id').notNull().references(() => contests.id, { onDelete: 'cascade' }),
    accountId: uuid('account_id').notNull().references(() => accounts.id, { onDelete: 'cascade' }),
    startedAt: moment('started_at').notNull().defaultNow(),
    endsAt: moment('ends_at').notNull(),
  },
  (t) => [index('virtual_runs_account').on(t.accountId, t.endsAt), index('virtual_runs_contest').on(t.contestId, t.accountId, t.startedAt)],
);
