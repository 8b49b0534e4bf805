/**
 * Ratings over contests. A rated contest counts once it is settled (`counted_at`) and over. Ratings follow each other in the order in which
 * contests end: when one that is older changes (its `seq` is not `rated_seq`), is rated late, or not any more, it and all after it
 * are computed anew, in one transaction.
 */
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Rated } from '#contract/rating.js';
import type { Querier, Transaction } from './connect.js';
import { contests, participantMembers } from './contest-schema.js';
import { toPage, decodeCursor, type Page, type PageRequest } from './page.js';
import { ratings } from './rating-schema.js';

/** Any constant: whoever computes ratings holds this lock. */
const RATING_LOCK = 4_242_011;

export interface RatedContest {
  id: string;
  endedAt: Date;
}

/** False: another server is at it. */
export async function lockRatings(tx: Transaction): Promise<boolean> {
  const { rows } = await tx.execute<{ locked: boolean }>(sql`select pg_try_advisory_xact_lock(${RATING_LOCK}) as locked`);
  return rows[0]?.locked === true;
}

const END = sql`(c.starts_at + make_interval(secs => c.duration_seconds))`;
const COUNTS = sql`(c.rated and c.counted_at is not null and now() >= ${END})`;
const ms = (moment: ReturnType<typeof sql>) => sql`(extract(epoch from ${moment}) * 1000)::float8`;

/** From when on ratings are not what they should be; null: all are. */
export async function selectFirstStale(db: Querier): Promise<Date | null> {
  const { rows } = await db.execute<{ at: number | null }>(sql`
    select ${ms(sql`min(least(c.rated_end, case when ${COUNTS} then ${END} end))`)} as at from contests c
    where case when ${COUNTS} then (c.rated_seq, c.rated_end) is distinct from (c.seq, ${END}) else c.rated_seq is not null end`);
  const at = rows[0]?.at ?? null;
  return at === null ? null : new Date(Math.floor(at));
}

/** Those that ended then or later, in order. Nobody changes them, or their standings, until the transaction ends. */
export async function lockRatedContests(tx: Transaction, since: Date): Promise<RatedContest[]> {
  const { rows } = await tx.execute<{ id: string; at: number }>(sql`
    select c.id, ${ms(END)} as at from contests c where ${COUNTS} and ${END} >= ${since.toISOString()}::timestamptz order by ${END}, c.id for share`);
  return rows.map(({ id, at }) => ({ id, endedAt: new Date(at) }));
}

/** Takes back all ratings of contests that ended then or later. Answers with whose they were. */
export async function deleteRatings(tx: Transaction, since: Date): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`with gone as (delete from ratings where ended_at >= ${since.toISOString()}::timestamptz returning account_id) select distinct account_id as id from gone`);
  await tx.execute(sql`update contests c set rated_seq = null, rated_end = null where rated_seq is not null and (rated_end >= ${since.toISOString()}::timestamptz or not ${COUNTS})`);
  return rows.map(({ id }) => id);
}

/** Who takes part by themselves: the account of each participant that has one member. */
export async function selectSingles(db: Querier, contestId: string): Promise<Map<string, string>> {
  const rows = await db
    .select({ participant: participantMembers.participantId, account: sql<string>`(array_agg(${participantMembers.accountId}))[1]` })
    .from(participantMembers)
    .where(eq(participantMembers.contestId, contestId))
    .groupBy(participantMembers.participantId)
    .having(sql`count(*) = 1`);
  return new Map(rows.map(({ participant, account }) => [participant, account]));
}

export interface PastRating extends Rated {
  rating: number;
}

/** What each of them has behind them, in order. */
export async function selectHistories(db: Querier, accountIds: readonly string[]): Promise<Map<string, PastRating[]>> {
  const { rows } = await db.execute<PastRating & { account: string } & Record<string, unknown>>(sql`
    select account_id as account, performance, mu, sigma, rating from ratings where account_id = any(${sql.param([...accountIds])}::uuid[]) order by ended_at, contest_id`);
  const histories = new Map<string, PastRating[]>();
  for (const { account, ...past } of rows) {
    const history = histories.get(account) ?? [];
    history.push(past);
    histories.set(account, history);
  }
  return histories;
}

export interface NewRating extends PastRating {
  accountId: string;
  participantId: string;
  rank: number;
  before: number | null;
}

/** Also where nobody was rated: the contest is done, as it is now. */
export async function insertRatings(tx: Transaction, { id, endedAt }: RatedContest, rated: readonly NewRating[]): Promise<void> {
  const column = <K extends keyof NewRating>(key: K) => sql.param(rated.map((row) => row[key]));
  await tx.execute(sql`
    insert into ratings (contest_id, account_id, participant_id, ended_at, rank, field, performance, mu, sigma, rating, before)
    select ${id}, account, participant, ${endedAt.toISOString()}::timestamptz, rank, ${rated.length}, performance, mu, sigma, rating, before
    from unnest(${column('accountId')}::uuid[], ${column('participantId')}::uuid[], ${column('rank')}::int[], ${column('performance')}::float8[], ${column('mu')}::float8[], ${column('sigma')}::float8[], ${column('rating')}::int[], ${column('before')}::int[])
      as of(account, participant, rank, performance, mu, sigma, rating, before)`);
  await tx.execute(sql`update contests c set rated_seq = seq, rated_end = ${END} where id = ${id}`);
}

/** Brings to its present state what is known of these people as a whole. */
export async function refreshAccountRatings(tx: Transaction, accountIds: readonly string[]): Promise<void> {
  const ids = sql`${sql.param([...accountIds])}::uuid[]`;
  await tx.execute(sql`delete from account_ratings where account_id = any(${ids})`);
  await tx.execute(sql`
    insert into account_ratings (account_id, rating, maximum, contests, last_ended_at)
    select account_id, (array_agg(rating order by ended_at desc, contest_id desc))[1], max(rating), count(*)::int, max(ended_at) from ratings where account_id = any(${ids}) group by account_id`);
}

export interface ListedRating {
  accountId: string;
  username: string;
  rank: number;
  rating: number;
  maximum: number;
  contests: number;
  lastEndedAt: Date;
}

/** The highest first. Whose profile is hidden from the viewer, or whose account is disabled, is in no list and takes no rank. */
export async function listRatings(db: Querier, viewer: { accountId: string | null; seesHidden: boolean }, page: PageRequest): Promise<Page<ListedRating>> {
  const after = decodeCursor(page.cursor);
  const { rows } = await db.execute<Omit<ListedRating, 'lastEndedAt'> & { at: number } & Record<string, unknown>>(sql`
    with listed as (
      select r.account_id, a.username, r.rating, r.maximum, r.contests, r.last_ended_at, (rank() over (order by r.rating desc))::int as rank
      from account_ratings r join accounts a on a.id = r.account_id
      where a.disabled_at is null and (a.profile_hidden_at is null or ${viewer.seesHidden} or a.id = ${viewer.accountId})
    )
    select account_id as "accountId", username, rank, rating, maximum, contests, ${ms(sql`last_ended_at`)} as at from listed
    where ${after === undefined ? sql`true` : sql`(-rating, account_id) > (select -rating, account_id from account_ratings where account_id = ${after})`}
    order by rating desc, account_id limit ${page.limit + 1}`);
  return toPage(rows.map(({ at, ...row }) => ({ ...row, lastEndedAt: new Date(at) })), page.limit, (row) => row.accountId);
}

export type RatingRow = typeof ratings.$inferSelect & { slug: string; name: string; visibility: 'public' | 'private'; takesPart: boolean };

/** Every rating of a person, in order; `takesPart`: whether the viewer does. */
export async function selectRatings(db: Querier, accountId: string, viewerId: string): Promise<RatingRow[]> {
  const rows = await db
    .select({ rating: ratings, slug: contests.slug, name: contests.name, visibility: contests.visibility, takesPart: sql<boolean>`exists (select from participant_members m where m.contest_id = ${contests.id} and m.account_id = ${viewerId})` })
    .from(ratings)
    .innerJoin(contests, eq(contests.id, ratings.contestId))
    .where(eq(ratings.accountId, accountId))
    .orderBy(asc(ratings.endedAt), asc(ratings.contestId));
  return rows.map(({ rating, ...contest }) => ({ ...rating, ...contest }));
}

/** By participant, what a contest changed. */
export async function selectRatingChanges(db: Querier, contestId: string, participantIds: readonly string[]): Promise<Map<string, { before: number | null; after: number }>> {
  const rows = await db.select({ participant: ratings.participantId, before: ratings.before, after: ratings.rating }).from(ratings).where(and(eq(ratings.contestId, contestId), inArray(ratings.participantId, [...participantIds])));
  return new Map(rows.map(({ participant, before, after }) => [participant, { before, after }]));
}
