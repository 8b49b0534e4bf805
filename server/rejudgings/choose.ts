/** Which submissions a request means, and against which version they are to be judged. */
import type { RejudgingChoice } from '#contract/rejudging.js';
import type { Database } from '#database/connect.js';
import { selectOptionalProblem } from '#database/problems.js';
import { selectOptionalVersionId, type ChosenSubmissions } from '#database/rejudgings.js';
import { editableContest } from '../contests/find.js';
import type { Caller } from '../http/caller.js';
import { ApiError, notFound } from '../http/errors.js';
import { maySeeProblem } from '../problems/policy.js';

export interface Chosen {
  chosen: ChosenSubmissions;
  /** Null: of several problems, each its current one. */
  version: { id: string; number: number } | null;
}

/** @throws ApiError where there is no such problem, contest or version, or the contest is not the caller's to change */
export async function choose(db: Database, caller: Caller, choice: RejudgingChoice): Promise<Chosen> {
  if (choice.submissions !== undefined) return { chosen: { submissionIds: [...new Set(choice.submissions)] }, version: null };
  const { language, verdicts, since, until } = choice;
  const filter = {
    ...(language === undefined ? {} : { language }),
    ...(verdicts === undefined ? {} : { verdicts }),
    ...(since === undefined ? {} : { since: new Date(since).toISOString() }),
    ...(until === undefined ? {} : { until: new Date(until).toISOString() }),
  };
  const contestId = choice.contest === undefined ? null : (await editableContest(db, caller, choice.contest)).full.contest.id;
  if (choice.problem === undefined) return { chosen: { problemId: null, contestId, ...filter }, version: null };
  const found = await selectOptionalProblem(db, choice.problem);
  if (found === null || !maySeeProblem(caller, found.problem)) throw notFound('problem');
  const { problem, version: current } = found;
  const { version = current.number } = choice;
  const versionId = await selectOptionalVersionId(db, problem.id, version);
  if (versionId === null) throw refusal('version', 'The problem has no such version');
  return { chosen: { problemId: problem.id, contestId, ...filter }, version: { id: versionId, number: version } };
}

export function refusal(path: string, message: string): ApiError {
  return new ApiError('validation-failed', `${message}.`, [{ path, message }]);
}
