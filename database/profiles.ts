/**
 * What a person has done, by few statements. Only judged submissions of theirs to problems that the viewer may see count:
 * no judge errors, nothing that is still being judged, for others nothing of a contest that is not over or hides something still, no labelled submissions of packages (those are nobody's).
 */
import { sql } from 'drizzle-orm';
import type { Verdict } from '#contract/verdict.js';
import type { Querier } from './connect.js';
import { accounts } from './schema.js';
import { isVisible } from './problem-list.js';
import type { ProblemViewer } from './problems.js';

export type ProfileAccount = Pick<typeof accounts.$inferSelect, 'id' | 'username' | 'role' | 'createdAt' | 'disabledAt' | 'profileHiddenAt'>;

/** By username, whatever its case. Who may see the profile is the caller's to decide. */
export async function selectOptionalProfileAccount(db: Querier, username: string): Promise<ProfileAccount | null> {
  const { id, createdAt, disabledAt, profileHiddenAt, role } = accounts;
  const [row] = await db.select({ id, username: accounts.username, role, createdAt, disabledAt, profileHiddenAt }).from(accounts).where(sql`lower(${accounts.username}) = lower(${username})`);
  return row ?? null;
}

/** The first hiding keeps its time. */
export async function setProfileHidden(db: Querier, accountId: string, hidden: boolean): Promise<void> {
  await db.update(accounts).set({ profileHiddenAt: hidden ? sql`coalesce(${accounts.profileHiddenAt}, now())` : null }).where(sql`${accounts.id} = ${accountId}`);
}

export interface ActivityCounts {
  /** By index into `dayStarts`; submissions before the first are in none. */
  days: { day: number; submissions: number; accepted: number }[];
  verdicts: { verdict: Verdict; submissions: number }[];
  languages: { language: string; submissions: number; accepted: number }[];
}

/** Counts by day, verdict and language in one pass. `dayStarts`: the first moment of each day, in order. */
export async function selectActivity(db: Querier, accountId: string, viewer: ProblemViewer, dayStarts: readonly Date[]): Promise<ActivityCounts> {
  const { rows } = await db.execute<{ kind: number; day: number; verdict: Verdict; language: string; submissions: number; accepted: number }>(sql`
    with judged as (
      select j.verdict, s.language, width_bucket(s.submitted_at, ${sql.param(dayStarts.map((start) => start.toISOString()))}::timestamptz[]) as day
      from submissions s
      join judgings j on j.submission_id = s.id and j.current
      join problems p on p.id = s.problem_id
      where s.account_id = ${accountId} and j.finished_at is not null and j.verdict <> 'judge-error' and ${isVisible(viewer)}
        and (s.contest_id is null or exists (select from contests c where c.id = s.contest_id and (c.counted_at is not null
          or (s.account_id = ${viewer.accountId} and (c.feedback <> 'none' or now() >= c.starts_at + make_interval(secs => c.duration_seconds))))))
    )
    select grouping(day, verdict, language) as kind, day, verdict, language, count(*)::int as submissions, (count(*) filter (where verdict = 'accepted'))::int as accepted
    from judged group by grouping sets ((day), (verdict), (language))
    order by day, count(*) desc, verdict, language`);
  // The bits of grouping() are those that a row is not grouped by.
  const of = (kind: number) => rows.filter((row) => row.kind === kind);
  return {
    days: of(0b011).filter(({ day }) => day > 0).map(({ day, submissions, accepted }) => ({ day: day - 1, submissions, accepted })),
    verdicts: of(0b101).map(({ verdict, submissions }) => ({ verdict, submissions })),
    languages: of(0b110).map(({ language, submissions, accepted }) => ({ language, submissions, accepted })),
  };
}

export interface SolvedProblems {
  count: number;
  byDifficulty: { difficulty: number | null; count: number }[];
  byTag: { tag: string; count: number }[];
  latest: { slug: string; name: string; difficulty: number | null; tags: string[]; solvedAt: string }[];
}

/** Problems that the account solved and the viewer may see: counted, and the latest of them. */
export async function selectSolved(db: Querier, accountId: string, viewer: ProblemViewer, most: number): Promise<SolvedProblems> {
  const { rows } = await db.execute<SolvedProblems & Record<string, unknown>>(sql`
    with solved as materialized (
      select p.slug, p.name, p.difficulty, p.tags, r.solved_at
      from problem_results r join problems p on p.id = r.problem_id
      where r.account_id = ${accountId} and r.solved_at is not null and p.current_version_id is not null and ${isVisible(viewer)}
    )
    select (select count(*)::int from solved) as count,
      (select coalesce(json_agg(json_build_object('difficulty', level, 'count', n) order by level nulls last), '[]')
        from (select floor(difficulty)::int as level, count(*)::int as n from solved group by 1) levels) as "byDifficulty",
      (select coalesce(json_agg(json_build_object('tag', tag, 'count', n) order by n desc, tag), '[]')
        from (select tag, count(*)::int as n from solved, unnest(tags) tag group by 1) tagged) as "byTag",
      (select coalesce(json_agg(json_build_object('slug', slug, 'name', name, 'difficulty', difficulty, 'tags', tags,
          'solvedAt', to_char(solved_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by solved_at desc, slug), '[]')
        from (select * from solved order by solved_at desc, slug limit ${most}) newest) as latest`);
  const row = rows[0];
  if (row === undefined) throw new Error('Nothing was counted');
  return row;
}
