/** Rejudgings in lists, and how far each is. */
import { and, desc, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { RejudgingState } from '#contract/rejudging.js';
import type { Querier } from './connect.js';
import { decodeCursor, isUuid, toPage, type Page, type PageRequest } from './page.js';
import { contests } from './contest-schema.js';
import type { RejudgingRow } from './rejudgings.js';
import { accounts, problems, problemVersions, rejudgings } from './schema.js';

export interface ListedRejudging {
  rejudging: RejudgingRow;
  problem: { slug: string; name: string } | null;
  contest: { slug: string; name: string } | null;
  version: { number: number; timeLimitMs: number | null } | null;
  username: string | null;
  endedBy: string | null;
}

/** Newest first. */
export async function listRejudgings(db: Querier, filter: { problem?: string | undefined }, page: PageRequest): Promise<Page<ListedRejudging>> {
  const after = decodeCursor(page.cursor);
  const rows = await select(db)
    .where(
      and(
        filter.problem === undefined ? undefined : eq(problems.slug, filter.problem),
        after === undefined ? undefined : sql`(${rejudgings.createdAt}, ${rejudgings.id}) < (select created_at, id from rejudgings where id = ${after})`,
      ),
    )
    .orderBy(desc(rejudgings.createdAt), desc(rejudgings.id))
    .limit(page.limit + 1);
  return toPage(rows, page.limit, (row) => row.rejudging.id);
}

export async function selectOptionalRejudging(db: Querier, id: string): Promise<ListedRejudging | null> {
  if (!isUuid(id)) return null;
  const [row] = await select(db).where(eq(rejudgings.id, id));
  return row ?? null;
}

function select(db: Querier) {
  const enders = alias(accounts, 'enders');
  return db
    .select({
      rejudging: rejudgings, problem: { slug: problems.slug, name: problems.name }, contest: { slug: contests.slug, name: contests.name }, version: { number: problemVersions.number, timeLimitMs: problemVersions.timeLimitMs },
      username: accounts.username, endedBy: enders.username,
    })
    .from(rejudgings)
    .leftJoin(problems, eq(problems.id, rejudgings.problemId))
    .leftJoin(contests, eq(contests.id, rejudgings.contestId))
    .leftJoin(problemVersions, eq(problemVersions.id, rejudgings.versionId))
    .leftJoin(accounts, eq(accounts.id, rejudgings.createdBy))
    .leftJoin(enders, eq(enders.id, rejudgings.endedBy));
}

export interface RejudgingCounts {
  total: number;
  done: number;
  failed: number;
  changed: number;
}

/** By the rejudging's id. */
export async function selectRejudgingCounts(db: Querier, ids: readonly string[]): Promise<Map<string, RejudgingCounts>> {
  const { rows } = await db.execute<{ id: string; total: number; done: number; failed: number; changed: number }>(sql`
    select i.rejudging_id as id, count(*)::int as total,
      (count(*) filter (where n.finished_at is not null or n.cancelled_at is not null))::int as done,
      (count(*) filter (where n.verdict = 'judge-error' or (n.cancelled_at is not null and r.cancelled_at is null)))::int as failed,
      (count(*) filter (where n.verdict <> 'judge-error' and (n.verdict is distinct from o.verdict or n.score is distinct from o.score)))::int as changed
    from rejudging_items i join rejudgings r on r.id = i.rejudging_id join judgings o on o.id = i.old_judging_id join judgings n on n.id = i.new_judging_id
    where i.rejudging_id = any(${sql.param([...ids])}::uuid[]) group by i.rejudging_id`);
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

export function rejudgingState({ appliedAt, cancelledAt }: Pick<RejudgingRow, 'appliedAt' | 'cancelledAt'>, { total, done }: Pick<RejudgingCounts, 'total' | 'done'>): RejudgingState {
  if (appliedAt !== null) return 'applied';
  if (cancelledAt !== null) return 'cancelled';
  return done < total ? 'running' : 'ready';
}
