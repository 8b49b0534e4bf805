/** What a rejudging would change, or has changed: verdicts, people, times, and each submission. */
import { sql, type SQL } from 'drizzle-orm';
import type { REJUDGED_SHOWN, RejudgedOutcome, RejudgedPerson, Rejudging } from '#contract/rejudging.js';
import type { SubmissionState } from '#contract/submission.js';
import type { Verdict } from '#contract/verdict.js';
import type { Querier } from './connect.js';
import { LOWER_IS_BETTER, POINTS_TO_SOLVE } from './contests.js';
import { decodeCursor, toPage, type Page, type PageRequest } from './page.js';

const MOST_PEOPLE = 200;
const MOST_TIMES = 10;

/** Items with both judgings as o and n, and what becomes of each as `outcome`: as it was recorded, or as it would be now. */
const OUTCOME = sql`coalesce(i.outcome, case
  when n.finished_at is null and n.cancelled_at is null then 'pending'
  when not o.current then 'stale'
  when n.verdict is null or n.verdict = 'judge-error' then 'failed' else 'applies' end)`;
const FROM_ITEMS = sql`from rejudging_items i join judgings o on o.id = i.old_judging_id join judgings n on n.id = i.new_judging_id`;
/** Sums of points are exact to a billionth only. */
const hasAll = (score: SQL) => sql`(most is null or coalesce(${score} >= most - abs(most) * 1e-9, false))`;
const HAS_CHANGED = sql`(n.finished_at is not null and (n.verdict is distinct from o.verdict or n.score is distinct from o.score))`;

export async function selectOutcomes(db: Querier, id: string): Promise<Rejudging['outcomes']> {
  const { rows } = await db.execute<{ outcome: RejudgedOutcome; count: number }>(sql`select ${OUTCOME} as outcome, count(*)::int as count ${FROM_ITEMS} where i.rejudging_id = ${id} group by 1`);
  return { pending: 0, applies: 0, stale: 0, failed: 0, ...Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count])) };
}

export async function selectMatrix(db: Querier, id: string): Promise<Rejudging['matrix']> {
  const { rows } = await db.execute<Rejudging['matrix'][number]>(sql`
    select o.verdict as old, n.verdict as new, count(*)::int as count ${FROM_ITEMS} where i.rejudging_id = ${id} and n.finished_at is not null group by 1, 2 order by 3 desc, 1, 2`);
  return rows;
}

/** Those whose CPU time moved most, of the tests that both judgings ran. */
export async function selectTimeChanges(db: Querier, id: string): Promise<Rejudging['times']> {
  const { rows } = await db.execute<Rejudging['times'][number]>(sql`
    select s.id as submission, a.username as user, s.language, o.cpu_ms as "oldCpuMs", n.cpu_ms as "newCpuMs"
    ${FROM_ITEMS} join submissions s on s.id = i.submission_id join accounts a on a.id = s.account_id
    where i.rejudging_id = ${id} and o.cpu_ms is not null and n.cpu_ms is not null and o.cpu_ms <> n.cpu_ms
    order by abs(n.cpu_ms - o.cpu_ms) desc, s.id limit ${MOST_TIMES}`);
  return rows;
}

/**
 * People for whom a problem becomes solved or unsolved, or whose best score moves: over everything that they submitted to it,
 * with the old judging in place of the new one before, and the new one where it applies after.
 */
export async function selectPeople(db: Querier, id: string): Promise<Rejudging['people']> {
  const { rows } = await db.execute<RejudgedPerson & { gained: number; lost: number; moved: number }>(sql`
    with items as (
      select i.submission_id, o.verdict as old_verdict, o.score as old_score, n.verdict as new_verdict, n.score as new_score, ${OUTCOME} as outcome ${FROM_ITEMS} where i.rejudging_id = ${id}
    ), concerned as (
      select distinct s.account_id, s.problem_id from items join submissions s on s.id = items.submission_id where items.outcome = 'applies'
    ), everything as (
      select s.account_id, s.problem_id,
        case when items.outcome = 'applies' then items.old_verdict else c.verdict end as before, case when items.outcome = 'applies' then items.old_score else c.score end as score_before,
        case when items.outcome = 'applies' then items.new_verdict else c.verdict end as after, case when items.outcome = 'applies' then items.new_score else c.score end as score_after
      from concerned join submissions s on s.account_id = concerned.account_id and s.problem_id = concerned.problem_id
        join judgings c on c.submission_id = s.id and c.current left join items on items.submission_id = s.id
    ), people as (
      select account_id, problem_id, coalesce(bool_or(before = 'accepted' and ${hasAll(sql`score_before`)}), false) as solved_before, coalesce(bool_or(after = 'accepted' and ${hasAll(sql`score_after`)}), false) as solved_after,
        case when costs then min(score_before) filter (where before = 'accepted') else max(score_before) filter (where before <> 'judge-error') end as score_before,
        case when costs then min(score_after) filter (where after = 'accepted') else max(score_after) filter (where after <> 'judge-error') end as score_after
      from everything join (select problems.id, ${LOWER_IS_BETTER} as costs, ${POINTS_TO_SOLVE} as most from problems join problem_versions on problem_versions.id = problems.current_version_id) p on p.id = problem_id
      group by account_id, problem_id, costs
    ), moved as (select * from people where solved_before <> solved_after or score_before is distinct from score_after)
    select a.username as user, p.slug as problem, m.solved_before as "solvedBefore", m.solved_after as "solvedAfter", m.score_before as "scoreBefore", m.score_after as "scoreAfter",
      (count(*) filter (where m.solved_after and not m.solved_before) over ())::int as gained, (count(*) filter (where m.solved_before and not m.solved_after) over ())::int as lost,
      (count(*) filter (where m.solved_before = m.solved_after) over ())::int as moved
    from moved m join accounts a on a.id = m.account_id join problems p on p.id = m.problem_id
    order by m.solved_before = m.solved_after, m.solved_before desc, lower(a.username), p.slug limit ${MOST_PEOPLE}`);
  const [first] = rows;
  return {
    gained: first?.gained ?? 0, lost: first?.lost ?? 0, moved: first?.moved ?? 0,
    rows: rows.map(({ gained: _gained, lost: _lost, moved: _moved, ...person }) => person),
  };
}

/** What a submission that applies had, and what it gets, or has got. */
export interface RejudgedResult {
  submissionId: string;
  contestId: string;
  old: { judgingId: string; verdict: Verdict | null; score: number | null };
  new: { judgingId: string; verdict: Verdict | null; score: number | null };
}

/** Of the submissions that were made in contests. */
export async function selectRejudgedResults(db: Querier, id: string): Promise<RejudgedResult[]> {
  const { rows } = await db.execute<RejudgedResult & Record<string, unknown>>(sql`
    select s.id as "submissionId", s.contest_id as "contestId", json_build_object('judgingId', o.id, 'verdict', o.verdict, 'score', o.score) as old, json_build_object('judgingId', n.id, 'verdict', n.verdict, 'score', n.score) as new
    ${FROM_ITEMS} join submissions s on s.id = i.submission_id where i.rejudging_id = ${id} and s.contest_id is not null and ${OUTCOME} = 'applies'`);
  return rows;
}

interface JudgedRow {
  judging: string;
  state: SubmissionState;
  version: number;
  verdict: Verdict | null;
  score: number | null;
  cpuMs: number | null;
}

export interface RejudgedRow {
  submission: string;
  user: string;
  problem: string;
  language: string;
  submittedAt: string;
  old: JudgedRow;
  new: JudgedRow & { reason: string | null };
  outcome: RejudgedOutcome;
}

const SHOWN: Record<(typeof REJUDGED_SHOWN)[number], SQL> = {
  all: sql`true`,
  changed: HAS_CHANGED,
  failed: sql`${OUTCOME} in ('failed', 'stale')`,
};

const judged = (alias: SQL, version: SQL, more: SQL = sql``) => sql`jsonb_build_object(
  'judging', ${alias}.id, 'version', ${version}.number, 'verdict', ${alias}.verdict, 'score', ${alias}.score, 'cpuMs', ${alias}.cpu_ms,
  'state', case when ${alias}.finished_at is not null or ${alias}.cancelled_at is not null then 'finished' when ${alias}.claimed_at is null then 'queued' else 'judging' end ${more})`;

/** Newest submissions first. */
export async function listRejudged(db: Querier, id: string, show: (typeof REJUDGED_SHOWN)[number], page: PageRequest): Promise<Page<RejudgedRow>> {
  const after = decodeCursor(page.cursor);
  const { rows } = await db.execute<{ [K in keyof RejudgedRow]: RejudgedRow[K] }>(sql`
    select s.id as submission, a.username as user, p.slug as problem, s.language, s.submitted_at as "submittedAt", ${OUTCOME} as outcome,
      ${judged(sql`o`, sql`ov`)} as old, ${judged(sql`n`, sql`nv`, sql`, 'reason', n.reason`)} as new
    ${FROM_ITEMS} join submissions s on s.id = i.submission_id join accounts a on a.id = s.account_id join problems p on p.id = s.problem_id
      join problem_versions ov on ov.id = o.version_id join problem_versions nv on nv.id = n.version_id
    where i.rejudging_id = ${id} and ${SHOWN[show]} ${after === undefined ? sql`` : sql`and (s.submitted_at, s.id) < (select submitted_at, id from submissions where id = ${after})`}
    order by s.submitted_at desc, s.id desc limit ${page.limit + 1}`);
  return toPage(rows.map((row) => ({ ...row, submittedAt: new Date(row.submittedAt).toISOString() })), page.limit, (row) => row.submission);
}
