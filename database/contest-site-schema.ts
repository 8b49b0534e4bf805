/** Tables of what is brought to the seats of a contest's participants (contract/contest-site.ts). */
import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { contests, participants } from './contest-schema.js';
import { accounts, problems, submissions } from './schema.js';

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const key = () => uuid('id').primaryKey().defaultRandom();

/**
 * One for each problem that a participant has solved. The trigger `note_balloon` makes it in the transaction that counts the verdict,
 * and marks it when that verdict is taken back; it is never deleted, as it may hang at a desk.
 */
export const balloons = pgTable(
  'balloons',
  {
    id: key(),
    contestId: uuid('contest_id').notNull().references(() => contests.id, { onDelete: 'cascade' }),
    participantId: uuid('participant_id').notNull().references(() => participants.id, { onDelete: 'cascade' }),
    problemId: uuid('problem_id').notNull().references(() => problems.id, { onDelete: 'cascade' }),
    /** The earliest one that is accepted, or was the last to be. */
    submissionId: uuid('submission_id').notNull().references(() => submissions.id, { onDelete: 'cascade' }),
    earnedAt: moment('earned_at').notNull().defaultNow(),
    /** The problem is not solved any more. */
    revokedAt: moment('revoked_at'),
    runnerId: uuid('runner_id').references(() => accounts.id, { onDelete: 'set null' }),
    takenAt: moment('taken_at'),
    deliveredAt: moment('delivered_at'),
  },
  (t) => [uniqueIndex('balloons_one').on(t.participantId, t.problemId), index('balloons_contest').on(t.contestId, t.earnedAt)],
);

/** What participants want to have on paper. */
export const prints = pgTable(
  'prints',
  {
    id: key(),
    contestId: uuid('contest_id').notNull().references(() => contests.id, { onDelete: 'cascade' }),
    participantId: uuid('participant_id').notNull().references(() => participants.id, { onDelete: 'cascade' }),
    accountId: uuid('account_id').references(() => accounts.id, { onDelete: 'set null' }),
    name: text('name').notNull(),
    content: text('content').notNull(),
    pages: integer('pages').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    doneAt: moment('done_at'),
    doneBy: uuid('done_by').references(() => accounts.id, { onDelete: 'set null' }),
  },
  (t) => [index('prints_contest').on(t.contestId, t.createdAt), index('prints_waiting').on(t.contestId).where(sql`${t.doneAt} is null`)],
);
