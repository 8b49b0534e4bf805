/** Problems and their versions as staff look at them. */
import { and, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { PackageFinding } from '#contract/package.js';
import type { Querier } from './connect.js';
import { decodeCursor, toPage, type Page, type PageRequest } from './page.js';
import type { ProblemRow, VersionRow } from './problems.js';
import { accounts, blobs, judgings, problems, problemVersions, submissions } from './schema.js';

/** A version without its package. */
export interface BriefVersion {
  id: string;
  number: number;
  createdAt: Date;
  tests: number;
  labelled: number;
  /** As the package gives it; null: to be measured. */
  givenMs: number | null;
  timeLimitMs: number | null;
  calibration: VersionRow['calibration'];
  publish: VersionRow['publish'];
}

export interface StaffProblemRow {
  problem: ProblemRow;
  version: BriefVersion;
  ownerUsername: string | null;
}

const BRIEF = {
  id: problemVersions.id,
  number: problemVersions.number,
  createdAt: problemVersions.createdAt,
  tests: sql<number>`jsonb_array_length(${problemVersions.package} -> 'tests')`,
  labelled: sql<number>`jsonb_array_length(${problemVersions.package} -> 'submissions')`,
  givenMs: sql<number | null>`(${problemVersions.package} #>> '{limits,timeMs}')::int`,
  timeLimitMs: problemVersions.timeLimitMs,
  calibration: problemVersions.calibration,
  publish: problemVersions.publish,
};

/** All of them, private ones too, in the order of their slugs. */
export async function listStaffProblems(db: Querier, page: PageRequest): Promise<Page<StaffProblemRow>> {
  const after = decodeCursor(page.cursor, (key) => /^[a-z0-9-]{1,64}$/.test(key));
  const rows = await db
    .select({ problem: problems, version: BRIEF, ownerUsername: accounts.username })
    .from(problems)
    .innerJoin(problemVersions, eq(problemVersions.id, problems.currentVersionId))
    .leftJoin(accounts, eq(accounts.id, problems.ownerId))
    .where(after === undefined ? undefined : gt(problems.slug, after))
    .orderBy(problems.slug)
    .limit(page.limit + 1);
  return toPage(rows, page.limit, (row) => row.problem.slug);
}

export interface SubmissionCounts {
  submissions: number;
  judgeErrors: number;
}

/** Of people, by the problem's id; a problem without any is absent. */
export async function selectSubmissionCounts(db: Querier, problemIds: string[]): Promise<Map<string, SubmissionCounts>> {
  if (problemIds.length === 0) return new Map();
  const rows = await db
    .select({ problemId: submissions.problemId, submissions: sql<number>`count(*)::int`, judgeErrors: sql<number>`(count(*) filter (where ${judgings.verdict} = 'judge-error'))::int` })
    .from(submissions)
    .innerJoin(judgings, and(eq(judgings.submissionId, submissions.id), judgings.current))
    .where(and(inArray(submissions.problemId, problemIds), sql`${submissions.accountId} is not null`))
    .groupBy(submissions.problemId);
  return new Map(rows.map(({ problemId, ...counts }) => [problemId, counts]));
}

export interface ListedVersion extends BriefVersion {
  username: string | null;
  archiveBytes: number;
  findings: PackageFinding[];
}

/** Newest first. */
export async function listVersions(db: Querier, problemId: string): Promise<ListedVersion[]> {
  return db
    .select({ ...BRIEF, username: accounts.username, archiveBytes: blobs.size, findings: problemVersions.findings })
    .from(problemVersions)
    .innerJoin(blobs, eq(blobs.hash, problemVersions.archiveHash))
    .leftJoin(accounts, eq(accounts.id, problemVersions.createdBy))
    .where(eq(problemVersions.problemId, problemId))
    .orderBy(desc(problemVersions.number));
}

/** Hash of the zip of one version; null: the problem has no such version. */
export async function selectOptionalArchive(db: Querier, problemId: string, number: number): Promise<string | null> {
  const [row] = await db.select({ hash: problemVersions.archiveHash }).from(problemVersions).where(and(eq(problemVersions.problemId, problemId), eq(problemVersions.number, number)));
  return row?.hash ?? null;
}
