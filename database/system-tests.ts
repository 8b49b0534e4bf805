/**
 * Pretests and system tests. Until the system test of a contest is applied, submissions are judged on the pretests of their problem
 * (`pretests_of` of migration 0012); it is a rejudging of what may count, on all tests.
 */
import { sql } from 'drizzle-orm';
import type { Querier, Transaction } from './connect.js';
import { noteContestShape } from './contests.js';

/** Places (from 1) of the tests that a submission is judged on now; null: all. */
export async function pretestsOf(db: Querier, { contestId, problemId, versionId }: { contestId: string; problemId: string; versionId: string }): Promise<number[] | null> {
  const { rows } = await db.execute<{ places: number[] | null }>(sql`select pretests_of(${contestId}, ${problemId}, ${versionId}) as places`);
  return rows[0]?.places ?? null;
}

/** How many submissions of the contest are not judged yet. */
export async function countUnjudged(db: Querier, contestId: string): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from submissions s join judgings j on j.submission_id = s.id and j.current and j.finished_at is null and j.cancelled_at is null where s.contest_id = ${contestId}`);
  return rows[0]?.count ?? 0;
}

export interface SystemTest {
  id: string;
  /** Null: it is under way, or waits to be applied. */
  appliedAt: Date | null;
}

/** The last one that was not given up. */
export async function selectOptionalSystemTest(db: Querier, contestId: string): Promise<SystemTest | null> {
  const { rows } = await db.execute<{ id: string; applied: number | null }>(sql`
    select id, (extract(epoch from applied_at) * 1000)::float8 as applied from rejudgings where system_test_of = ${contestId} and cancelled_at is null order by created_at desc limit 1`);
  const row = rows[0];
  return row ? { id: row.id, appliedAt: row.applied === null ? null : new Date(row.applied) } : null;
}

/** From now on the contest is judged on all tests. */
export async function setSystemTested(tx: Transaction, contestId: string): Promise<void> {
  await tx.execute(sql`update contests set system_tested_at = now() where id = ${contestId} and system_tested_at is null`);
  await noteContestShape(tx, contestId);
}

/** What each submission of a system test had come to on the pretests. */
export async function recordPretests(tx: Transaction, rejudgingId: string): Promise<void> {
  await tx.execute(sql`
    update contest_results r set passed_pretests = coalesce(o.verdict = 'accepted', false)
    from rejudging_items i join judgings o on o.id = i.old_judging_id where i.rejudging_id = ${rejudgingId} and r.submission_id = i.submission_id and o.only_tests is not null`);
}

/** Those whose new judging does not count: judged again by another way meanwhile, or failed at by the judge. */
export async function selectUntested(tx: Transaction, rejudgingId: string): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select i.submission_id as id from rejudging_items i join judgings j on j.submission_id = i.submission_id and j.current where i.rejudging_id = ${rejudgingId} and i.outcome <> 'applies' and j.only_tests is not null order by 1`);
  return rows.map(({ id }) => id);
}
