/** What the start page tells of problems: the new ones, what somebody was doing, and how hard that was. */
import { sql } from 'drizzle-orm';
import type { Database, Querier } from './connect.js';
import { isVisible, selectEntries, selectEntriesById, type ListedEntry } from './problem-list.js';
import type { ProblemViewer } from './problems.js';

const SOLVED_BY = sql`(select count(*) from problem_results o where o.problem_id = p.id and o.solved_at is not null)`;
const UNTRIED = sql`and r.solved_at is null and coalesce(r.tries, 0) = 0`;

export async function selectRecentlyAdded(db: Database, viewer: ProblemViewer, limit: number): Promise<ListedEntry[]> {
  return selectEntries(db, viewer, sql`order by p.created_at desc, p.slug limit ${limit}`);
}

/** Easiest first, those of unknown difficulty last; among equals the one that most people solved. Nothing that the viewer tried. */
export async function selectEasiest(db: Database, viewer: ProblemViewer, limit: number): Promise<ListedEntry[]> {
  return selectEntries(db, viewer, sql`${UNTRIED} order by p.difficulty nulls last, ${SOLVED_BY} desc, p.slug limit ${limit}`);
}

/** Untried, nearest to `level` first; with `tag` only those that carry it. `least`: at least so hard. */
export async function selectUntriedNear(db: Database, viewer: ProblemViewer, near: { level: number; least?: number; most?: number; tag?: string }, limit: number): Promise<ListedEntry[]> {
  const { level, least, most, tag } = near;
  return selectEntries(db, viewer, sql`${UNTRIED} and ${tag === undefined ? sql`p.difficulty is not null` : sql`${tag} = any(p.tags)`}
    ${least === undefined ? sql`` : sql`and p.difficulty >= ${least}`} ${most === undefined ? sql`` : sql`and p.difficulty <= ${most}`}
    order by abs(p.difficulty - ${level}) nulls last, ${SOLVED_BY} desc, p.slug limit ${limit}`);
}

/** Tried and not solved, the latest try first. */
export async function selectTried(db: Database, viewer: ProblemViewer, limit: number): Promise<{ problem: ListedEntry; lastTriedAt: Date }[]> {
  const { rows } = await db.execute<{ id: string; at: number }>(sql`
    select r.problem_id as id, floor(extract(epoch from last.at) * 1000)::float8 as at
    from problem_results r, lateral (select max(s.submitted_at) as at from submissions s where s.account_id = r.account_id and s.problem_id = r.problem_id) last
    where r.account_id = ${viewer.accountId} and r.solved_at is null and r.tries > 0 and last.at is not null order by last.at desc limit ${limit * 4}`);
  const entries = await selectByIds(db, viewer, rows.map((row) => row.id));
  return rows.flatMap(({ id, at }) => {
    const problem = entries.get(id);
    return problem ? [{ problem, lastTriedAt: new Date(at) }] : [];
  }).slice(0, limit);
}

/** Drafts saved after the last submission to their problem, the latest first: what somebody has not sent yet. The editor saves once more as it submits, so one that says what was sent is none. */
export async function selectUnsentDrafts(db: Database, viewer: ProblemViewer, limit: number): Promise<{ problem: ListedEntry; language: string; savedAt: Date }[]> {
  const { rows } = await db.execute<{ id: string; language: string; at: number }>(sql`
    select d.problem_id as id, d.language, floor(extract(epoch from d.saved_at) * 1000)::float8 as at
    from drafts d where d.account_id = ${viewer.accountId}
      and not exists (select from submissions s where s.account_id = d.account_id and s.problem_id = d.problem_id and s.submitted_at >= d.saved_at)
      and (select coalesce(string_agg(convert_to(draft.file->>'content', 'UTF8'), '' order by draft.at), '') from jsonb_array_elements(d.files) with ordinality draft (file, at)) is distinct from (
        select string_agg(f.content, '' order by f.position) from submission_files f where f.submission_id = (
          select s.id from submissions s where s.account_id = d.account_id and s.problem_id = d.problem_id and s.language = d.language order by s.submitted_at desc limit 1))
    order by d.saved_at desc limit ${limit * 4}`);
  const entries = await selectByIds(db, viewer, rows.map((row) => row.id));
  return rows.flatMap(({ id, language, at }) => {
    const problem = entries.get(id);
    return problem ? [{ problem, language, savedAt: new Date(at) }] : [];
  }).slice(0, limit);
}

/** Of the ten rated problems solved last the median difficulty, and of the twenty solved last the most frequent tag; null where there is none. */
export async function selectLevel(db: Querier, viewer: ProblemViewer): Promise<{ solved: number; level: number | null; tag: string | null }> {
  const { rows } = await db.execute<{ solved: number; level: number | null; tag: string | null }>(sql`
    with latest as materialized (
      select p.difficulty, p.tags, r.solved_at from problem_results r join problems p on p.id = r.problem_id
      where r.account_id = ${viewer.accountId} and r.solved_at is not null and ${isVisible(viewer)} order by r.solved_at desc limit 50
    )
    select (select count(*)::int from latest) as solved,
      (select percentile_cont(0.5) within group (order by difficulty) from (select difficulty from latest where difficulty is not null order by solved_at desc limit 10) rated) as level,
      (select tag from (select tags from latest order by solved_at desc limit 20) recent, unnest(tags) tag group by tag order by count(*) desc, tag limit 1) as tag`);
  return rows[0] ?? { solved: 0, level: null, tag: null };
}

/** Those of them that the viewer may see. */
function selectByIds(db: Database, viewer: ProblemViewer, ids: string[]): Promise<Map<string, ListedEntry>> {
  return selectEntriesById(db, viewer, sql`and p.id = any(${sql.param(ids)}::uuid[])`);
}
