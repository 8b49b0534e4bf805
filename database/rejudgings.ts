/**
 * The life of a rejudging.
 *
 *   running ──all judged──► ready ──apply──► applied
 *      └──────cancel──────────┴────cancel──► cancelled
 *
 * It begins with one transaction, some thousand submissions a statement: for each submission chosen a judging is queued that does not count (`current` is false, at
 * the lowest priority, newest first, so that a submission judged again by itself goes before all but the first), and an item remembers the judging that counted then.
 * Nobody waits for that transaction but who would delete what it names. Judges claim and finish those like any other;
 * but nothing follows from their end (`tellEnd` in queue.ts). Applying is one transaction: where the remembered judging still
 * counts, the new one takes its place; the statistics of everybody concerned are computed anew. A submission that was judged
 * again by another way meanwhile (`stale`), or that the judge failed at (`failed`), keeps what it has.
 *
 * Locks are taken in the order of rejudgeSubmission: submissions, judgings, results.
 */
import { and, eq, sql, type SQL } from 'drizzle-orm';
import { JUDGING_PRIORITY } from '#contract/judging.js';
import type { AppliedRejudging, Rejudging } from '#contract/rejudging.js';
import { inTransaction, postgresError, type Database, type Querier, type Transaction } from './connect.js';
import { notify, notifyEach } from './notify.js';
import { problemVersions, rejudgings } from './schema.js';
import { rejudgeSubmission } from './submissions.js';
import { recordPretests, selectUntested, setSystemTested } from './system-tests.js';

export type RejudgingRow = typeof rejudgings.$inferSelect;

/**
 * Which submissions: all of a problem, of a contest, or of a problem in a contest that fit the filter, or those of a list; of people only. `systemTestOf`: all of a contest that were
 * judged on pretests and may give something on all tests: where a problem gives points any, else what the pretests accepted.
 */
export type ChosenSubmissions = ({ problemId: string | null; contestId?: string | null } & Rejudging['filter']) | { submissionIds: readonly string[] } | { systemTestOf: string };

export interface NewRejudging {
  chosen: ChosenSubmissions;
  /** Null: the current version of each submission's problem. */
  versionId: string | null;
  reason: string;
  createdBy: string;
}

/** How many submissions and people a choice comes to. */
export async function countChosen(db: Querier, chosen: ChosenSubmissions): Promise<{ submissions: number; people: number }> {
  const { rows } = await db.execute<{ submissions: number; people: number }>(sql`select count(*)::int as submissions, count(distinct s.account_id)::int as people ${fromChosen(chosen)}`);
  return rows[0] ?? { submissions: 0, people: 0 };
}

/** Queues all of it. Null: nothing was chosen, and nothing is there. */
export async function createRejudging(tx: Transaction, { chosen, versionId, reason, createdBy }: NewRejudging): Promise<string | null> {
  const { problemId, contestId = null, ...filter } = 'problemId' in chosen ? chosen : { problemId: null };
  const systemTestOf = 'systemTestOf' in chosen ? chosen.systemTestOf : null;
  const [row] = await tx.insert(rejudgings).values({ problemId, contestId, versionId, filter, reason, systemTestOf, createdBy }).returning({ id: rejudgings.id });
  if (row === undefined) throw new Error('The rejudging was not inserted');
  const { id } = row;
  const onlyTests = systemTestOf === null ? sql`pretests_of(contest_id, problem_id, version_id)` : sql`null`;
  let last: string | null = null;
  for (let queued = 0; ; ) {
    const some: { count: number; last: string | null } = await queueSome(tx, { id, chosen, versionId, onlyTests, after: last, queued });
    queued += some.count;
    last = some.last;
    if (queued === 0) {
      await tx.delete(rejudgings).where(eq(rejudgings.id, id));
      return null;
    }
    if (some.count < QUEUED_AT_ONCE) break;
  }
  await notify(tx, 'judging_queued', {});
  await notify(tx, 'queue_changed', {});
  return id;
}

/** Of one statement, so that none is of any size. */
const QUEUED_AT_ONCE = 5_000;

/** The next ones, newest first; `after` is the last submission of those before, and `queued` how many these were. */
async function queueSome(tx: Transaction, { id, chosen, versionId, onlyTests, after, queued }: { id: string; chosen: ChosenSubmissions; versionId: string | null; onlyTests: SQL; after: string | null; queued: number }): Promise<{ count: number; last: string | null }> {
  const { rows } = await tx.execute<{ count: number; last: string | null }>(sql`
    with page as (
      select s.id as submission_id, s.submitted_at, s.account_id, s.language, s.contest_id, s.problem_id, j.id as old_id, coalesce(${versionId}::uuid, p.current_version_id) as version_id
      ${fromChosen(chosen)} ${after === null ? sql`` : sql`and (s.submitted_at, s.id) < (select submitted_at, id from submissions where id = ${after})`}
      order by s.submitted_at desc, s.id desc limit ${QUEUED_AT_ONCE}
    ), chosen as materialized (
      select page.*, gen_random_uuid() as new_id, row_number() over (order by submitted_at desc, submission_id desc) - 1 + ${queued}::int as turn from page
    ), queued as (
      insert into judgings (id, submission_id, version_id, current, mode, priority, turn, account_id, language, rejudging_id, only_tests)
      select new_id, submission_id, version_id, false, 'until-settled', ${JUDGING_PRIORITY.rejudge}, turn, account_id, language, ${id}, ${onlyTests} from chosen
    ), listed as (
      insert into rejudging_items (rejudging_id, submission_id, old_judging_id, new_judging_id) select ${id}, submission_id, old_id, new_id from chosen
    )
    select count(*)::int as count, (select submission_id from chosen order by turn desc limit 1) as last from chosen`);
  return rows[0] ?? { count: 0, last: null };
}

function fromChosen(chosen: ChosenSubmissions): SQL {
  const conditions = 'systemTestOf' in chosen ? ofSystemTest(chosen.systemTestOf) : 'problemId' in chosen ? filtered(chosen) : [sql`s.id = any(${sql.param([...chosen.submissionIds])}::uuid[])`];
  return sql`from submissions s join judgings j on j.submission_id = s.id and j.current join problems p on p.id = s.problem_id
    where s.account_id is not null and p.current_version_id is not null and ${sql.join(conditions, sql` and `)}`;
}

function ofSystemTest(contestId: string): SQL[] {
  return [sql`s.contest_id = ${contestId}`, sql`j.only_tests is not null`, sql`(j.verdict = 'accepted' or ('scoring' = any(p.types) and j.verdict <> 'compile-error'))`];
}

function filtered({ problemId, contestId, language, verdicts, since, until }: Extract<ChosenSubmissions, { problemId: string | null }>): SQL[] {
  return [
    problemId === null ? sql`true` : sql`s.problem_id = ${problemId}`,
    ...(contestId === null || contestId === undefined ? [] : [sql`s.contest_id = ${contestId}`]),
    ...(language === undefined ? [] : [sql`s.language = ${language}`]),
    ...(verdicts === undefined ? [] : [sql`j.verdict = any(${sql.param(verdicts)}::text[])`]),
    ...(since === undefined ? [] : [sql`s.submitted_at >= ${since}::timestamptz`]),
    ...(until === undefined ? [] : [sql`s.submitted_at < ${until}::timestamptz`]),
  ];
}

/** Id of the version of a problem that has this number; null: there is none. */
export async function selectOptionalVersionId(db: Querier, problemId: string, number: number): Promise<string | null> {
  const [row] = await db.select({ id: problemVersions.id }).from(problemVersions).where(and(eq(problemVersions.problemId, problemId), eq(problemVersions.number, number)));
  return row?.id ?? null;
}

/** Why a rejudging cannot be ended now. */
export type NotEnded = 'missing' | 'running' | 'applied' | 'cancelled';

/** A finishing judge and we may each hold what the other wants next; PostgreSQL ends one of both. */
const DEADLOCK = '40P01';
const TRIES = 3;

/** Lets the new judgings count, all or nothing. Of two at once the second is told that it is applied. */
export async function applyRejudging(db: Database, id: string, by: string): Promise<AppliedRejudging | NotEnded> {
  for (let tries = 1; ; tries++) {
    try {
      return await inTransaction(db, (tx) => apply(tx, id, by));
    } catch (error) {
      if (tries >= TRIES || postgresError(error)?.code !== DEADLOCK) throw error;
    }
  }
}

async function apply(tx: Transaction, id: string, by: string): Promise<AppliedRejudging | NotEnded> {
  const open = await lockOpen(tx, id);
  if (typeof open === 'string') return open;
  const { systemTestOf } = open;
  const unfinished = await tx.execute(sql`select from judgings where rejudging_id = ${id} and finished_at is null and cancelled_at is null limit 1`);
  if (unfinished.rowCount) return 'running';
  await tx.execute(sql`select s.id from submissions s join rejudging_items i on i.submission_id = s.id where i.rejudging_id = ${id} order by s.id for no key update of s`);
  // Each statement sees what was committed before it, and what is locked above stays as it is.
  const { rows: outcomes } = await tx.execute<{ outcome: 'applies' | 'stale' | 'failed' }>(sql`
    update rejudging_items i set outcome = case when not o.current then 'stale' when n.verdict is null or n.verdict = 'judge-error' then 'failed' else 'applies' end
    from judgings o, judgings n where i.rejudging_id = ${id} and o.id = i.old_judging_id and n.id = i.new_judging_id returning i.outcome`);
  await tx.execute(sql`
    update judgings j set current = false, cancelled_at = case when j.finished_at is null then coalesce(j.cancelled_at, now()) else j.cancelled_at end
    from rejudging_items i where i.rejudging_id = ${id} and i.outcome = 'applies' and j.id = i.old_judging_id`);
  const { rows: applied } = await tx.execute<{ id: string; version: string }>(sql`
    update judgings j set current = true from rejudging_items i where i.rejudging_id = ${id} and i.outcome = 'applies' and j.id = i.new_judging_id
    returning j.submission_id as id, j.version_id as version`);
  await tx.execute(sql`
    select refresh_tries(one.account_id, one.problem_id) from (
      select distinct s.account_id, s.problem_id from submissions s join rejudging_items i on i.submission_id = s.id
      where i.rejudging_id = ${id} and i.outcome = 'applies' order by s.account_id, s.problem_id
    ) one`);
  await tx.execute(sql`select refresh_contest_results(array(select submission_id from rejudging_items where rejudging_id = ${id} and outcome = 'applies'))`);
  if (systemTestOf !== null) await endSystemTest(tx, systemTestOf, id);
  await tx.update(rejudgings).set({ appliedAt: sql`now()`, endedBy: by }).where(eq(rejudgings.id, id));
  await notifyEach(tx, 'submission_finished', applied);
  await tellEnded(tx, id);
  const count = (outcome: string) => outcomes.filter((row) => row.outcome === outcome).length;
  return { applied: applied.length, stale: count('stale'), failed: count('failed') };
}

/** Whose new judging does not count is judged once more, now on all tests as well. */
async function endSystemTest(tx: Transaction, contestId: string, rejudgingId: string): Promise<void> {
  await recordPretests(tx, rejudgingId);
  await setSystemTested(tx, contestId);
  for (const submissionId of await selectUntested(tx, rejudgingId)) await rejudgeSubmission(tx, submissionId);
}

/** Gives it up: what is unfinished will not be judged, and what a judge has at work is not taken any more. Null: done. */
export async function cancelRejudging(db: Database, id: string, by: string): Promise<Exclude<NotEnded, 'running'> | null> {
  return inTransaction(db, async (tx) => {
    const open = await lockOpen(tx, id);
    if (typeof open === 'string') return open;
    await tx.execute(sql`update judgings set cancelled_at = now() where rejudging_id = ${id} and finished_at is null and cancelled_at is null`);
    await tx.update(rejudgings).set({ cancelledAt: sql`now()`, endedBy: by }).where(eq(rejudgings.id, id));
    await tellEnded(tx, id);
    return null;
  });
}

/** It is open, and ours to end; else why not. */
async function lockOpen(tx: Transaction, id: string): Promise<RejudgingRow | Exclude<NotEnded, 'running'>> {
  const [row] = await tx.select().from(rejudgings).where(eq(rejudgings.id, id)).for('update');
  if (row === undefined) return 'missing';
  return row.appliedAt !== null ? 'applied' : row.cancelledAt !== null ? 'cancelled' : row;
}

async function tellEnded(tx: Transaction, id: string): Promise<void> {
  await notify(tx, 'rejudging_changed', { id });
  await notify(tx, 'queue_changed', {});
}
