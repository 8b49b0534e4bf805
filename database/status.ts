/** How the installation does: what became of the last hour's work, what waits in vain, and the database itself. */
import { sql } from 'drizzle-orm';
import type { Database, Querier } from './connect.js';
import { isOpen } from './contest-results.js';

/** The answer is kept for so long: everybody who looks at the status asks every few seconds. */
const FRESH_MS = 5_000;

export interface LastHour {
  /** Finished in each five minutes, oldest first. */
  perFiveMinutes: number[];
  meanWaitSeconds: number | null;
  meanJudgingSeconds: number | null;
  judgeErrors: number;
  /** By name of the judge. */
  byJudge: { judge: string; finished: number; meanSeconds: number | null }[];
}

const lastHours = new WeakMap<Database, { of: Promise<LastHour>; askedAt: number }>();

/**
 * Judgings that finished in the last hour, of submissions of the last three: there is an index for those. How long one took tells of
 * its verdict: those whose verdict the public may not know are counted, but are no part of a mean.
 */
export async function recentLastHour(db: Database): Promise<LastHour> {
  const known = lastHours.get(db);
  if (known && performance.now() - known.askedAt < FRESH_MS) return known.of;
  const asked = { of: selectLastHour(db), askedAt: performance.now() };
  lastHours.set(db, asked);
  asked.of.catch(() => lastHours.delete(db));
  return asked.of;
}

async function selectLastHour(db: Querier): Promise<LastHour> {
  const { rows } = await db.execute<{ slot: number; judge: string; finished: number; errors: number; open: number; waited: number; judging: number }>(sql`
    select floor(extract(epoch from now() - j.finished_at) / 300)::int as slot, j.judge, count(*)::int as finished, (count(*) filter (where j.verdict = 'judge-error'))::int as errors, (count(*) filter (where open))::int as open,
      coalesce(sum(extract(epoch from j.claimed_at - j.queued_at)) filter (where open), 0)::float8 as waited,
      coalesce(sum(extract(epoch from j.finished_at - j.claimed_at)) filter (where open), 0)::float8 as judging
    from submissions s join judgings j on j.submission_id = s.id cross join lateral (select ${isOpen(sql`s`)} as open) known
    where s.submitted_at > now() - interval '3 hours' and j.finished_at > now() - interval '1 hour' and j.finished_at <= now() and j.claimed_at is not null and j.judge is not null
    group by 1, 2`);
  const perFiveMinutes = Array.from({ length: 12 }, (_, index) => rows.filter(({ slot }) => slot === 11 - index).reduce((sum, row) => sum + row.finished, 0));
  const sum = (of: (row: (typeof rows)[number]) => number, judge?: string) => rows.filter((row) => judge === undefined || row.judge === judge).reduce((all, row) => all + of(row), 0);
  const mean = (of: (row: (typeof rows)[number]) => number, judge?: string) => {
    const open = sum((row) => row.open, judge);
    return open === 0 ? null : sum(of, judge) / open;
  };
  return {
    perFiveMinutes,
    meanWaitSeconds: mean((row) => row.waited),
    meanJudgingSeconds: mean((row) => row.judging),
    judgeErrors: sum((row) => row.errors),
    byJudge: [...new Set(rows.map(({ judge }) => judge))].map((judge) => ({ judge, finished: sum((row) => row.finished, judge), meanSeconds: mean((row) => row.judging, judge) })),
  };
}

/** Judgings that wait, by language, and whether it is for their problem's time limit that they wait. */
export async function selectWaiting(db: Querier): Promise<{ language: string; forTimeLimit: boolean; count: number }[]> {
  const { rows } = await db.execute<{ language: string; forTimeLimit: boolean; count: number }>(sql`
    select j.language, (v.time_limit_ms is null and not j.calibrates) as "forTimeLimit", count(*)::int as count
    from judgings j join problem_versions v on v.id = j.version_id
    where j.claimed_at is null and j.finished_at is null and j.cancelled_at is null group by 1, 2 order by 1, 2`);
  return rows;
}

export async function selectDatabaseFacts(db: Querier): Promise<{ version: string; sizeKib: number; connections: number }> {
  const { rows } = await db.execute<{ version: string; sizeKib: number; connections: number }>(sql`
    select current_setting('server_version') as version, (pg_database_size(current_database()) / 1024)::float8 as "sizeKib",
      (select count(*)::int from pg_stat_activity where datname = current_database()) as connections`);
  const row = rows[0];
  if (row === undefined) throw new Error('The database said nothing of itself');
  return { ...row, sizeKib: Math.round(row.sizeKib) };
}
