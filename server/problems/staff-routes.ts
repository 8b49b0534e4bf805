/** What staff look at beside a problem itself: all problems in a table, verifications and imports in lists. */
import type { StaffProblem } from '#contract/problem.js';
import { listImports, selectOptionalImport } from '#database/imports.js';
import { selectOptionalProblem } from '#database/problems.js';
import { listStaffProblems, selectSubmissionCounts } from '#database/staff-problems.js';
import { listVerifications, selectLastVerifications } from '#database/verification-list.js';
import { mayAdminister } from '../accounts/policy.js';
import type { Caller } from '../http/caller.js';
import { ApiError, notFound } from '../http/errors.js';
import type { Routes } from '../http/routes.js';
import type { Services } from '../services.js';
import { seenProblem } from './access.js';
import { presentImport, presentImportSummary } from './import-view.js';
import { mayEditProblem, maySeeProblem } from './policy.js';
import { verificationSummaries } from './verification-summary.js';
import { timeLimitOf } from './version-view.js';

export function staffProblemRoutes(routes: Routes, { db }: Services): void {
  const summariesOf = verificationSummaries();

  routes.route('listStaffProblems', async ({ caller, query }) => {
    const { items, nextCursor } = await listStaffProblems(db, query);
    const ids = items.map(({ problem }) => problem.id);
    const [counts, last] = await Promise.all([selectSubmissionCounts(db, ids), selectLastVerifications(db, ids)]);
    const summaries = await summariesOf(db, [...last.values()]);
    return {
      nextCursor,
      items: items.map(({ problem, version, ownerUsername }): StaffProblem => {
        const { slug, name, visibility, types, tags, difficulty } = problem;
        return {
          slug, name, visibility, types, tags, difficulty,
          owner: ownerUsername,
          mayEdit: mayEditProblem(caller, problem),
          createdAt: problem.createdAt.toISOString(),
          version: version.number,
          versionAt: version.createdAt.toISOString(),
          tests: version.tests,
          timeLimit: timeLimitOf(version),
          ...(counts.get(problem.id) ?? { submissions: 0, judgeErrors: 0 }),
          verification: summaries.get(last.get(problem.id)?.id ?? '') ?? null,
        };
      }),
    };
  });

  routes.route('listTests', async ({ caller, params }) => {
    const { version } = await seenProblem(db, caller, params.slug);
    return { items: version.package.tests.map(({ name, group, sample }) => ({ name, group, sample })) };
  });

  routes.route('listVerifications', async ({ caller, query }) => {
    const of = query.problem === undefined ? { createdBy: caller.id } : { problemId: (await editable(caller, query.problem)).problem.id };
    const listed = await listVerifications(db, of, query.limit);
    const summaries = await summariesOf(db, listed);
    return { items: listed.flatMap(({ id }) => summaries.get(id) ?? []) };
  });

  routes.route('listImports', async ({ caller, query }) => {
    const all = mayAdminister(caller.role) && query.own !== true;
    const { items, nextCursor } = await listImports(db, { accountId: all ? undefined : caller.id }, query);
    return { items: items.map(presentImportSummary), nextCursor };
  });

  routes.route('getImport', async ({ caller, params }) => {
    const found = await selectOptionalImport(db, params.id);
    if (found === null || (found.import.accountId !== caller.id && !mayAdminister(caller.role))) throw notFound('import');
    return presentImport(found);
  });

  async function editable(caller: Caller, slug: string) {
    const found = await selectOptionalProblem(db, slug);
    if (found === null || !maySeeProblem(caller, found.problem)) throw notFound('problem');
    if (!mayEditProblem(caller, found.problem)) throw new ApiError('forbidden', 'Only its owner and admins may do this with a problem.');
    return found;
  }
}
