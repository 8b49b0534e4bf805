/** Versions of a problem over HTTP: what each is worth, which is current, how two differ. For those who may edit the problem. */
import type { Version } from '#contract/problem.js';
import { inTransaction } from '#database/connect.js';
import { selectOfferedLanguages } from '#database/judges.js';
import { selectOptionalNumbered, selectOptionalProblem, type ProblemRow, type VersionRow } from '#database/problems.js';
import { selectPublications } from '#database/publications.js';
import { listVersions } from '#database/staff-problems.js';
import { selectVerificationsOfVersions } from '#database/verification-list.js';
import { createVerification, selectOptionalVerification } from '#database/verifications.js';
import type { Caller } from '../http/caller.js';
import { ApiError, notFound } from '../http/errors.js';
import { recordInTransaction } from '../http/idempotency.js';
import type { Routes } from '../http/routes.js';
import type { Services } from '../services.js';
import { mayEditProblem, maySeeProblem } from './policy.js';
import { publish } from './publish.js';
import { presentVerification } from './verification.js';
import { verificationSummaries } from './verification-summary.js';
import { diffVersions } from './version-diff.js';
import { presentVersion } from './version-view.js';

export function versionRoutes(routes: Routes, { db }: Services): void {
  const summariesOf = verificationSummaries();

  routes.route('listVersions', async ({ caller, params }) => {
    const { problem } = await editable(caller, params.slug);
    return { items: await versionsOf(problem) };
  });

  routes.route('publishVersion', async ({ caller, params, body }) => {
    const { problem } = await editable(caller, params.slug);
    await publish(db, { version: await numbered(problem, params.number), by: caller.id, overrideReason: body.override?.reason });
    const now = await editable(caller, params.slug);
    const version = (await versionsOf(now.problem)).find(({ number }) => number === params.number);
    if (!version) throw notFound('version');
    return version;
  });

  routes.route('compareVersions', async ({ caller, params }) => {
    const { problem } = await editable(caller, params.slug);
    const [from, to] = await Promise.all([numbered(problem, params.from), numbered(problem, params.to)]);
    return diffVersions(db, problem.slug, from, to);
  });

  routes.route('createVerification', async ({ caller, params, body, response }) => {
    const { problem, version: current } = await editable(caller, params.slug);
    const version = body.version === undefined ? current : await numbered(problem, body.version);
    const offered = (await selectOfferedLanguages(db)).map((language) => language.id as string);
    return inTransaction(db, async (tx) => {
      const answer = await createVerification(tx, { problemId: problem.id, versionId: version.id, labels: version.package.submissions, offered, createdBy: caller.id });
      await recordInTransaction(response, tx, answer);
      return answer;
    });
  });

  routes.route('getVerification', async ({ caller, params }) => {
    const { problem } = await editable(caller, params.slug);
    const found = await selectOptionalVerification(db, params.id);
    if (found === null || found.version.problemId !== problem.id) throw notFound('verification');
    return presentVerification(problem.slug, found);
  });

  async function versionsOf(problem: ProblemRow): Promise<Version[]> {
    const [versions, last, publications] = await Promise.all([listVersions(db, problem.id), selectVerificationsOfVersions(db, problem.id), selectPublications(db, problem.id)]);
    const summaries = await summariesOf(db, [...last.values()]);
    return versions.map((version) =>
      presentVersion(version, { current: version.id === problem.currentVersionId, verification: summaries.get(last.get(version.id)?.id ?? '') ?? null, publication: publications.get(version.id) ?? null }),
    );
  }

  async function numbered(problem: ProblemRow, number: number): Promise<VersionRow> {
    const version = await selectOptionalNumbered(db, problem.id, number);
    if (version === null) throw notFound('version');
    return version;
  }

  async function editable(caller: Caller, slug: string) {
    const found = await selectOptionalProblem(db, slug);
    if (found === null || !maySeeProblem(caller, found.problem)) throw notFound('problem');
    if (!mayEditProblem(caller, found.problem)) throw new ApiError('forbidden', 'Only its owner and admins may do this with a problem.');
    return found;
  }
}
