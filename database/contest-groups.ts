/** What the tests of a contest's submissions gave, for formats that add up the best of each test group. */
import { and, eq, inArray } from 'drizzle-orm';
import type { GraderAnswers, TestResult } from '#contract/judging.js';
import type { ProblemPackage } from '#contract/package.js';
import type { Querier } from './connect.js';
import { contestResults } from './contest-schema.js';
import { judgings, problemVersions } from './schema.js';

export interface JudgedTests {
  package: ProblemPackage;
  tests: TestResult[];
  graderAnswers: GraderAnswers | null;
}

/** By submission, of those that are judged: of the judging that their result is of. A package is read once. */
export async function selectContestGroups(db: Querier, submissionIds: readonly string[]): Promise<Map<string, JudgedTests>> {
  if (submissionIds.length === 0) return new Map();
  const rows = await db
    .select({ id: judgings.submissionId, versionId: judgings.versionId, tests: judgings.tests, graderAnswers: judgings.graderAnswers })
    .from(contestResults)
    .innerJoin(judgings, and(eq(judgings.submissionId, contestResults.submissionId), eq(judgings.finishedAt, contestResults.judgedAt)))
    .where(inArray(contestResults.submissionId, [...submissionIds]));
  const versions = await db.select({ id: problemVersions.id, package: problemVersions.package }).from(problemVersions).where(inArray(problemVersions.id, [...new Set(rows.map(({ versionId }) => versionId))]));
  const packages = new Map(versions.map((version) => [version.id, version.package]));
  return new Map(rows.flatMap(({ id, versionId, tests, graderAnswers }) => {
    const content = packages.get(versionId);
    return content && tests ? [[id, { package: content, tests, graderAnswers }]] : [];
  }));
}
