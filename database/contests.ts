/** Contests and their problems. Whatever a scoreboard shows of them counts up the contest's `seq`, under a lock of its row. */
import { and, asc, desc, eq, ilike, inArray, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm';
import type { Pretests } from '#contract/contest.js';
import { ApiError } from '#contract/errors.js';
import { inTransaction, type Database, type Querier, type Transaction } from './connect.js';
import { containsPattern, decodeCursor, isUuid, toPage, type Page, type PageRequest } from './page.js';
import { isHelper } from './contest-helpers.js';
import { contestProblems, contestResults, contests, participantMembers, participants, virtualRuns } from './contest-schema.js';
import { problems, problemVersions } from './schema.js';

export type ContestRow = typeof contests.$inferSelect;

export interface ContestProblemRow {
  problemId: string;
  slug: string;
  name: string;
  label: string;
  points: number | null;
  color: string | null;
  pretests: Pretests | null;
}

export interface FullContest {
  contest: ContestRow;
  problems: ContestProblemRow[];
  participants: number;
}

export type NewContestRow = Omit<typeof contests.$inferInsert, 'id' | 'createdAt' | 'seq' | 'publicSeq' | 'shapeSeq' | 'finalizedAt' | 'countedAt' | 'unfrozenAt' | 'ratedSeq' | 'ratedEnd' | 'systemTestedAt'>;
export interface NewContestProblem {
  slug: string;
  label: string;
  points?: number | null | undefined;
  color?: string | null | undefined;
  pretests?: Pretests | null | undefined;
}

/** Null: the slug is taken. */
export async function insertContest(tx: Transaction, row: NewContestRow): Promise<string | null> {
  const [inserted] = await tx.insert(contests).values(row).onConflictDoNothing({ target: contests.slug }).returning({ id: contests.id });
  return inserted?.id ?? null;
}

const IS_OVER = sql`now() >= ${contests.startsAt} + make_interval(secs => ${contests.durationSeconds})`;
/** Each submission has been judged on every test that counts. */
const ALL_JUDGED = sql`(not exists (select from ${contestResults} r where r.contest_id = ${contests.id} and r.verdict is null)
  and (${contests.systemTestedAt} is not null or not exists (select from ${contestProblems} p where p.contest_id = ${contests.id} and p.pretests is not null)))`;

export async function changeContest(tx: Transaction, id: string, change: Partial<NewContestRow> & { unfrozenAt?: Date }): Promise<void> {
  if (Object.keys(change).length > 0) await tx.update(contests).set(change).where(eq(contests.id, id));
  // One that goes on is neither final nor counted, though it had ended already.
  await tx.update(contests).set({ finalizedAt: null, countedAt: null }).where(and(eq(contests.id, id), or(isNotNull(contests.finalizedAt), isNotNull(contests.countedAt)), sql`not ${IS_OVER}`));
  await noteContestShape(tx, id);
}

/** Something other than a result has changed: whoever keeps the scoreboard reads all of it again. `hidden`: the public sees nothing of it. */
export async function noteContestShape(tx: Querier, id: string, { hidden = false }: { hidden?: boolean } = {}): Promise<void> {
  await tx.execute(sql`select note_contest_shape(${id}, ${hidden})`);
}

/** A problem has become another: contests with it that are not settled are told, the public not of one that has yet to begin. */
export async function noteContestsOf(tx: Transaction, problemId: string): Promise<void> {
  const { rows } = await tx.execute<{ id: string; upcoming: boolean }>(sql`
    select c.id, now() < c.starts_at as upcoming from contests c where c.counted_at is null and exists (select from contest_problems p where p.contest_id = c.id and p.problem_id = ${problemId}) order by c.id`);
  for (const { id, upcoming } of rows) await noteContestShape(tx, id, { hidden: upcoming });
}

/** Puts these in place of the contest's problems. Answers with the slugs that are no problems; then nothing may be kept. */
export async function replaceContestProblems(tx: Transaction, contestId: string, wanted: readonly NewContestProblem[]): Promise<string[]> {
  const found = await tx.select({ id: problems.id, slug: problems.slug }).from(problems).where(inArray(problems.slug, wanted.map(({ slug }) => slug)));
  const ids = new Map(found.map(({ id, slug }) => [slug, id]));
  const missing = wanted.filter(({ slug }) => !ids.has(slug)).map(({ slug }) => slug);
  if (missing.length > 0) return missing;
  await tx.delete(contestProblems).where(eq(contestProblems.contestId, contestId));
  const rows = wanted.map(({ slug, label, points, color, pretests }, position) => ({ contestId, problemId: ids.get(slug)!, label, position, points: points ?? null, color: color ?? null, pretests: pretests ?? null }));
  if (rows.length > 0) await tx.insert(contestProblems).values(rows);
  return [];
}

/** Slugs of problems in which somebody of the contest has submitted. */
export async function contestProblemsInUse(db: Querier, contestId: string): Promise<string[]> {
  const rows = await db.selectDistinct({ slug: problems.slug }).from(contestResults).innerJoin(problems, eq(problems.id, contestResults.problemId)).where(eq(contestResults.contestId, contestId));
  return rows.map(({ slug }) => slug);
}

/** By its slug, or its id. */
export async function selectOptionalContest(db: Querier, slugOrId: string): Promise<FullContest | null> {
  // The address of one may be the id of another, which goes before: ids are what everything else knows contests by.
  const [contest] = await (isUuid(slugOrId)
    ? db.select().from(contests).where(or(eq(contests.id, slugOrId), eq(contests.slug, slugOrId))).orderBy(desc(eq(contests.id, slugOrId))).limit(1)
    : db.select().from(contests).where(eq(contests.slug, slugOrId)));
  if (contest === undefined) return null;
  return { contest, problems: await selectContestProblems(db, contest.id), participants: await db.$count(participants, and(eq(participants.contestId, contest.id), eq(participants.hidden, false))) };
}

/** In their order. */
export async function selectContestProblems(db: Querier, contestId: string): Promise<ContestProblemRow[]> {
  return db
    .select({ problemId: problems.id, slug: problems.slug, name: problems.name, label: contestProblems.label, points: contestProblems.points, color: contestProblems.color, pretests: contestProblems.pretests })
    .from(contestProblems)
    .innerJoin(problems, eq(problems.id, contestProblems.problemId))
    .where(eq(contestProblems.contestId, contestId))
    .orderBy(asc(contestProblems.position));
}

/** Until the transaction ends nobody else changes it. @throws ApiError `not-found` */
export async function lockContest(tx: Transaction, id: string): Promise<ContestRow> {
  const [row] = await tx.select().from(contests).where(eq(contests.id, id)).for('update');
  if (row === undefined) throw new ApiError('not-found', 'The contest was deleted meanwhile.');
  return row;
}

export interface ListedContest {
  contest: ContestRow;
  participants: number;
  registered: boolean;
}

export interface ContestFilter {
  search?: string | undefined;
  /** Only those that have ended, or only those that have not. */
  over?: boolean | undefined;
  /** Only those in which the viewer takes part. */
  registered?: boolean | undefined;
}

/** What this viewer may see, the one that starts last first; of those that are not over the one that starts first. */
export async function listContests(db: Querier, viewer: { accountId: string | null; seesPrivate: boolean }, { search, over, registered }: ContestFilter, page: PageRequest): Promise<Page<ListedContest>> {
  const after = decodeCursor(page.cursor);
  const mine: SQL<boolean> = sql`exists (select from ${participantMembers} m where m.contest_id = contests.id and m.account_id = ${viewer.accountId})`;
  const [inOrder, follows] = over === false ? [asc, sql`>`] : [desc, sql`<`];
  const rows = await db
    .select({ contest: contests, registered: mine, participants: sql<number>`(select count(*)::int from ${participants} p where p.contest_id = contests.id and not p.hidden)` })
    .from(contests)
    .where(and(
      viewer.seesPrivate ? undefined : or(eq(contests.visibility, 'public'), mine, viewer.accountId === null ? undefined : isHelper(viewer.accountId)),
      search === undefined ? undefined : or(ilike(contests.name, containsPattern(search)), ilike(contests.slug, containsPattern(search))),
      over === undefined ? undefined : over ? IS_OVER : sql`not ${IS_OVER}`,
      registered ? mine : undefined,
      after === undefined ? undefined : sql`(${contests.startsAt}, ${contests.id}) ${follows} (select starts_at, id from contests where id = ${after})`,
    ))
    .orderBy(inOrder(contests.startsAt), inOrder(contests.id))
    .limit(page.limit + 1);
  return toPage(rows, page.limit, ({ contest }) => contest.id);
}

export interface PackageScoring {
  /** What it gives at most; null: nothing is said, or fewer points are better. */
  most: number | null;
  /** Whether fewer points are better. */
  lowerIsBetter: boolean;
}

/** By the ids of these problems, how their packages score. */
export async function selectPackageScoring(db: Querier, problemIds: readonly string[]): Promise<Map<string, PackageScoring>> {
  if (problemIds.length === 0) return new Map();
  const rows = await db
    .select({
      id: problems.id, lowerIsBetter: LOWER_IS_BETTER,
      most: MOST,
    })
    .from(problems)
    .innerJoin(problemVersions, eq(problemVersions.id, problems.currentVersionId))
    .where(inArray(problems.id, [...problemIds]));
  return new Map(rows.map(({ id, most, lowerIsBetter }) => [id, { most: lowerIsBetter ? null : most, lowerIsBetter }]));
}

/** The root says it, or where it does not the secret tests. */
const MOST = sql<number | null>`(select (g->>'maxScore')::float8 from jsonb_array_elements(${problemVersions.package}->'groups') g where g->>'name' in ('', 'secret') and g->>'maxScore' is not null order by g->>'name' limit 1)`;

/** Of `problem_versions`. */
export const LOWER_IS_BETTER = sql<boolean>`coalesce(${problemVersions.package}->>'objective' = 'min' and ${problemVersions.package}->'types' @> '["scoring"]'::jsonb, false)`;

/** Of `problem_versions`: the points without which it is not solved. Null: it is solved by whatever is accepted, as points do not count, are not bounded, or are costs. As refresh_tries in the database has it. */
export const POINTS_TO_SOLVE = sql<number | null>`case when ${problemVersions.package}->'types' @> '["scoring"]'::jsonb and not ${LOWER_IS_BETTER} then ${MOST} end`;

/**
 * Contests that are over, with everything judged and nothing hidden: from now on their submissions count in the statistics of
 * problems and people. Answers with their ids.
 */
export async function settleContests(db: Database): Promise<string[]> {
  return inTransaction(db, async (tx) => {
    await finalize(tx);
    return settle(tx);
  });
}

/** Those of which nothing is to come: whoever unveils what a freeze hides waits for that. Nobody but the jury may learn of it. */
async function finalize(tx: Transaction): Promise<void> {
  const final = await tx.update(contests).set({ finalizedAt: sql`now()` })
    .where(and(isNull(contests.finalizedAt), IS_OVER, ALL_JUDGED, sql`not exists (select from ${contestResults} r where r.contest_id = ${contests.id} and r.verdict = 'judge-error')`)).returning({ id: contests.id });
  for (const { id } of final) await noteContestShape(tx, id, { hidden: true });
}

async function settle(db: Transaction): Promise<string[]> {
  const settled = await db.update(contests).set({ countedAt: sql`now()` })
    .where(and(isNull(contests.countedAt), IS_OVER, ALL_JUDGED, sql`(coalesce(${contests.freezeSeconds}, 0) = 0 or ${contests.unfrozenAt} is not null)`)).returning({ id: contests.id });
  const ids = settled.map(({ id }) => id);
  for (const id of ids) await noteContestShape(db, id);
  if (ids.length > 0) await refreshTries(db, ids);
  return ids;
}

/** It goes on after it was over: nothing was shown for good, its submissions count in no statistics until it is over again, and who takes it virtually does so no more. */
export async function reopenContest(tx: Transaction, id: string): Promise<void> {
  await tx.update(contests).set({ countedAt: null, unfrozenAt: null }).where(eq(contests.id, id));
  await tx.update(virtualRuns).set({ endsAt: sql`now()` }).where(and(eq(virtualRuns.contestId, id), sql`${virtualRuns.endsAt} > now()`));
  await refreshTries(tx, [id]);
}

async function refreshTries(tx: Transaction, contestIds: readonly string[]): Promise<void> {
  await tx.execute(sql`
    select refresh_tries(account_id, problem_id) from (
      select distinct account_id, problem_id from submissions where contest_id = any(${sql.param([...contestIds])}::uuid[]) and account_id is not null order by account_id, problem_id
    ) one`);
}

/** False: somebody has submitted in it, or in a virtual run of it. */
export async function deleteContest(db: Querier, id: string): Promise<boolean> {
  const deleted = await db.execute(sql`
    delete from contests c where c.id = ${id} and not exists (select from submissions s where s.contest_id = c.id)
      and not exists (select from submissions s join virtual_runs v on v.id = s.virtual_run_id where v.contest_id = c.id) returning id`);
  return deleted.rows.length > 0;
}

/** Public ones for a calendar: to come, running, or over for a year at most; 500 at most. */
export async function listCalendarContests(db: Querier): Promise<ContestRow[]> {
  return db
    .select()
    .from(contests)
    .where(and(eq(contests.visibility, 'public'), sql`${contests.startsAt} + make_interval(secs => ${contests.durationSeconds}) > now() - interval '1 year'`))
    .orderBy(desc(contests.startsAt), contests.id)
    .limit(500);
}

/** When the last of the contests that have this problem ends, whether it has begun or not; null: none has it. */
export async function selectOptionalDeadline(db: Querier, problemId: string): Promise<Date | null> {
  const [row] = await db
    .select({ end: sql<Date | null>`max(${contests.startsAt} + make_interval(secs => ${contests.durationSeconds}))`.mapWith(contests.startsAt) })
    .from(contestProblems)
    .innerJoin(contests, eq(contests.id, contestProblems.contestId))
    .where(eq(contestProblems.problemId, problemId));
  return row?.end ?? null;
}
