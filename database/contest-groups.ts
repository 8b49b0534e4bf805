/** What the tests of a contest's submissions gave, for formats that add up the best of each test group. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { GraderAnswers, TestResult } from '#contract/judging.js';
import { withOnlyTests } from '#contract/only-tests.js';
import type { ProblemPackage } from '#contract/package.js';
import type { Querier } from './connect.js';
import { contestResults } from './contest-schema.js';
import { judgings, problems, problemVersions } from './schema.js';

export interface JudgedTests {
  package: ProblemPackage;
  tests: TestResult[];
  graderAnswers: GraderAnswers | null;
}

/** By submission, of those that are judged: of the judging that their result is of. */
export async function selectContestGroups(db: Querier, submissionIds: readonly string[]): Promise<Map<string, JudgedTests>> {
  if (submissionIds.length === 0) return new Map();
  const rows = await db
    .select({ id: judgings.submissionId, ...judged })
    .from(contestResults)
    .innerJoin(judgings, and(eq(judgings.submissionId, contestResults.submissionId), eq(judgings.finishedAt, contestResults.judgedAt)))
    .where(inArray(contestResults.submissionId, [...submissionIds]));
  return withPackages(db, rows);
}

/** By judging. */
export async function selectJudgedTests(db: Querier, judgingIds: readonly string[]): Promise<Map<string, JudgedTests>> {
  if (judgingIds.length === 0) return new Map();
  return withPackages(db, await db.select({ id: judgings.id, ...judged }).from(judgings).where(inArray(judgings.id, [...judgingIds])));
}

const judged = { versionId: judgings.versionId, tests: judgings.tests, onlyTests: judgings.onlyTests, graderAnswers: judgings.graderAnswers };

/** A package is read once. */
async function withPackages(db: Querier, rows: { id: string; versionId: string; tests: TestResult[] | null; onlyTests: number[] | null; graderAnswers: GraderAnswers | null }[]): Promise<Map<string, JudgedTests>> {
  const versions = await db.select({ id: problemVersions.id, package: problemVersions.package }).from(problemVersions).where(inArray(problemVersions.id, [...new Set(rows.map(({ versionId }) => versionId))]));
  const packages = new Map(versions.map((version) => [version.id, version.package]));
  return new Map(rows.flatMap(({ id, versionId, tests, graderAnswers, onlyTests }) => {
    const content = packages.get(versionId);
    return content && tests ? [[id, { package: withOnlyTests(content, onlyTests), tests, graderAnswers }]] : [];
  }));
}

/** Of these submissions, those whose judged result failed on the first test. */
export async function selectFailedFirst(db: Querier, submissionIds: readonly string[]): Promise<Set<string>> {
  if (submissionIds.length === 0) return new Set();
  const rows = await db
    .select({ id: judgings.submissionId })
    .from(contestResults)
    .innerJoin(judgings, and(eq(judgings.submissionId, contestResults.submissionId), eq(judgings.finishedAt, contestResults.judgedAt)))
    .where(and(inArray(contestResults.submissionId, [...submissionIds]), sql`(${judgings.tests}->0->>'index')::int = 1 and ${judgings.tests}->0->>'verdict' not in ('accepted', 'skipped')`));
  return new Set(rows.map(({ id }) => id));
}

/** Current packages by the slug of their problem. */
export async function selectContestPackages(db: Querier, slugs: readonly string[]): Promise<Map<string, ProblemPackage>> {
  if (slugs.length === 0) return new Map();
  const rows = await db.select({ slug: problems.slug, package: problemVersions.package }).from(problems).innerJoin(problemVersions, eq(problemVersions.id, problems.currentVersionId)).where(inArray(problems.slug, [...slugs]));
  return new Map(rows.map((row) => [row.slug, row.package]));
}
