/** Ratings over contests: what each rated contest made of each person, and where they stand. Written by ratings.ts alone. */
import { doublePrecision, index, integer, pgTable, primaryKey, timestamp, uuid } from 'drizzle-orm/pg-core';
import { contests } from './contest-schema.js';
import { accounts } from './schema.js';

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const ratings = pgTable(
  'ratings',
  {
    contestId: uuid('contest_id').notNull().references(() => contests.id, { onDelete: 'cascade' }),
    accountId: uuid('account_id').notNull().references(() => accounts.id, { onDelete: 'cascade' }),
    participantId: uuid('participant_id').notNull(),
    /** When the contest ended: ratings follow each other in the order of (ended_at, contest_id). */
    endedAt: moment('ended_at').notNull(),
    /** Among those who were rated. */
    rank: integer('rank').notNull(),
    field: integer('field').notNull(),
    performance: doublePrecision('performance').notNull(),
    mu: doublePrecision('mu').notNull(),
    sigma: doublePrecision('sigma').notNull(),
    rating: integer('rating').notNull(),
    /** Null: it was their first. */
    before: integer('before'),
  },
  (t) => [primaryKey({ columns: [t.contestId, t.accountId] }), index('ratings_account').on(t.accountId, t.endedAt, t.contestId), index('ratings_order').on(t.endedAt, t.contestId)],
);

/** The last rating of each person, and their best. */
export const accountRatings = pgTable(
  'account_ratings',
  {
    accountId: uuid('account_id').primaryKey().references(() => accounts.id, { onDelete: 'cascade' }),
    rating: integer('rating').notNull(),
    maximum: integer('maximum').notNull(),
    contests: integer('contests').notNull(),
    lastEndedAt: moment('last_ended_at').notNull(),
  },
  (t) => [index('account_ratings_order').on(t.rating.desc(), t.accountId)],
);
