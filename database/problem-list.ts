/** Problems in bulk: the whole list, and a few of them by rules of their own. What a viewer may not see is in neither. */
import { sql, type SQL } from 'drizzle-orm';
import type { ProblemEntry } from '#contract/problem.js';
import type { Database, Querier } from './connect.js';
import type { OwnStatus, ProblemViewer } from './problems.js';

/** How old the counts of the whole list may be: they are the dear part of it where many people have solved many problems. */
const COUNTS_FRESH_MS = 5_000;

interface Counts {
  solvedBy: number;
  triedBy: number;
}
const counts = new WeakMap<Database, { of: Promise<Map<string, Counts>>; askedAt: number }>();
const NONE: Counts = { solvedBy: 0, triedBy: 0 };
/** Separates tags on their way here: an array costs the driver more than all other columns together. */
const SEPARATOR = '\u001f';

export type ListedEntry = ProblemEntry & { status: OwnStatus };

/** All of them, in the order of their slugs. */
export async function selectAllProblems(db: Database, viewer: ProblemViewer): Promise<ListedEntry[]> {
  const [result, countOf] = await Promise.all([db.execute<EntryRow>(sql`${entryColumns(viewer)} where ${isListed(viewer)} order by p.slug collate "C"`), recentCounts(db)]);
  return result.rows.map((row) => toEntry(row, countOf.get(row.id) ?? NONE));
}

/** Some of them; `rest` is what follows the condition: more conditions, order and limit, over problems `p` and the viewer's result `r`. */
export async function selectEntries(db: Querier, viewer: ProblemViewer, rest: SQL): Promise<ListedEntry[]> {
  return [...(await selectEntriesById(db, viewer, rest)).values()];
}

/** The same, by the ids of the problems. */
export async function selectEntriesById(db: Querier, viewer: ProblemViewer, rest: SQL): Promise<Map<string, ListedEntry>> {
  const { rows } = await db.execute<EntryRow>(sql`${entryColumns(viewer)} where ${isListed(viewer)} ${rest}`);
  if (rows.length === 0) return new Map();
  const countOf = await selectCounts(db, rows.map((row) => row.id));
  return new Map(rows.map((row) => [row.id, toEntry(row, countOf.get(row.id) ?? NONE)]));
}

/** A condition on problems `p`: the viewer may see it. The same as policy.ts of problems says of one. */
export function isVisible(viewer: ProblemViewer): SQL {
  if (viewer.seesPrivate) return sql`true`;
  return viewer.accountId === null ? sql`p.visibility = 'public'` : sql`(p.visibility = 'public' or p.owner_id = ${viewer.accountId})`;
}

const isListed = (viewer: ProblemViewer) => sql`p.current_version_id is not null and ${isVisible(viewer)}`;

interface EntryRow extends Record<string, unknown> {
  id: string;
  slug: string;
  name: string;
  visibility: ProblemEntry['visibility'];
  types: string;
  tags: string;
  difficulty: number | null;
  created: number;
  status: OwnStatus | null;
}

function entryColumns(viewer: ProblemViewer): SQL {
  return sql`select p.id, p.slug, p.name, p.visibility, array_to_string(p.types, ',') as types, array_to_string(p.tags, ${SEPARATOR}) as tags, p.difficulty,
      floor(extract(epoch from p.created_at) * 1000)::float8 as created, case when r.solved_at is not null then 'solved' when r.tries > 0 then 'tried' end as status
    from problems p left join problem_results r on r.problem_id = p.id and r.account_id = ${viewer.accountId}::uuid`;
}

function toEntry({ slug, name, visibility, types, tags, difficulty, created, status }: EntryRow, { solvedBy, triedBy }: Counts): ListedEntry {
  return {
    slug, name, visibility, types: types.split(',') as ListedEntry['types'], tags: tags === '' ? [] : tags.split(SEPARATOR), difficulty, solvedBy, triedBy,
    createdAt: new Date(created).toISOString(), status: status ?? 'untried',
  };
}

async function recentCounts(db: Database): Promise<Map<string, Counts>> {
  const known = counts.get(db);
  if (known && performance.now() - known.askedAt < COUNTS_FRESH_MS) return known.of;
  const asked = { of: selectCounts(db), askedAt: performance.now() };
  counts.set(db, asked);
  asked.of.catch(() => counts.delete(db));
  return asked.of;
}

async function selectCounts(db: Querier, problemIds?: string[]): Promise<Map<string, Counts>> {
  const { rows } = await db.execute<{ id: string; solvedBy: number; triedBy: number }>(sql`
    select problem_id as id, count(solved_at)::int as "solvedBy", (count(*) filter (where tries > 0))::int as "triedBy" from problem_results
    ${problemIds === undefined ? sql`` : sql`where problem_id = any(${sql.param(problemIds)}::uuid[])`} group by problem_id`);
  return new Map(rows.map(({ id, solvedBy, triedBy }) => [id, { solvedBy, triedBy }]));
}
